package io.tidemark.calibration.importing;

import io.tidemark.models.importing.ImportRequest;
import java.nio.file.Path;
import java.util.List;

/**
 * What somebody wants to have imported.
 *
 * @param file as the framework exported it
 * @param request what the file does not say of the graph
 * @param id of the model, such as {@code btc-mine}
 * @param version counts up from 1
 * @param exports folders that {@code ./tidemark export} wrote, each one run of the world; their
 *     bar, trigger and horizon become the model's
 * @param shares how the rows are split
 * @param out the artefact, a directory that does not exist yet
 */
public record ImportOrder(
    Path file,
    ImportRequest request,
    String id,
    int version,
    List<Path> exports,
    PartShares shares,
    Path out) {

  public ImportOrder {
    exports = List.copyOf(exports);
  }
}
