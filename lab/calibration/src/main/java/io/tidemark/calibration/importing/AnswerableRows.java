package io.tidemark.calibration.importing;

import java.nio.file.Path;
import java.util.List;

/** Rows that a model answers. They are asked for when it is known that it can be imported. */
@FunctionalInterface
public interface AnswerableRows {

  /**
   * Folders that {@code ./tidemark export} wrote, each one run of the world; their bar, trigger and
   * horizon become the model's.
   *
   * @param features that the model takes, each once
   */
  List<Path> exports(List<String> features);
}
