package io.tidemark.calibration.importing;

import io.tidemark.core.score.ModelOutput;
import io.tidemark.models.importing.ImportRequest;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to have imported.
 *
 * @param file as the framework exported it
 * @param request what the file does not say of the graph
 * @param outputs what the numbers of an answer are; empty if the file shows it
 * @param id of the model, such as {@code btc-mine}
 * @param version counts up from 1
 * @param rows that it answers
 * @param out the artefact, a directory that does not exist yet
 */
public record ImportOrder(
    Path file,
    ImportRequest request,
    List<ModelOutput> outputs,
    String id,
    int version,
    Rows rows,
    Path out) {

  /**
   * The rows that a model answers.
   *
   * @param exports folders that {@code ./tidemark export} wrote, each one run of the world; their
   *     bar, trigger and horizon become the model's
   * @param shares how the rows are split
   * @param expected the framework's own answers to them, in a file; null if there are none
   */
  public record Rows(List<Path> exports, PartShares shares, @Nullable Path expected) {

    public Rows {
      exports = List.copyOf(exports);
    }
  }

  public ImportOrder {
    outputs = List.copyOf(outputs);
  }
}
