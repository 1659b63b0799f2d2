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
 * @param servedOn the instruments that it may be scored on, with {@code *} for any characters;
 *     empty for those of the same bases as the exports'
 * @param rows that it answers
 * @param out the artefact, a directory that does not exist yet
 */
public record ImportOrder(
    Path file,
    ImportRequest request,
    List<ModelOutput> outputs,
    String id,
    int version,
    List<String> servedOn,
    Rows rows,
    Path out) {

  /**
   * The rows that a model answers.
   *
   * @param source where they are, or come from
   * @param shares how the rows are split
   * @param expected the framework's own answers to them, in a file; null if there are none
   */
  public record Rows(AnswerableRows source, PartShares shares, @Nullable Path expected) {}

  public ImportOrder {
    outputs = List.copyOf(outputs);
    servedOn = List.copyOf(servedOn);
  }
}
