package io.tidemark.cli.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * The gzipped CSV that the training reads: {@code
 * instrument,event_time_micros,<features...>,label_up,forward_return}. The same rows give the same
 * bytes. It takes its name only when it is whole.
 */
final class ExportFile implements AutoCloseable {

  private final Path path;
  private final Path unfinished;
  private final Writer out;
  private final StringBuilder line = new StringBuilder();

  /** Writes the header. */
  ExportFile(Path path, List<String> features) throws IOException {
    this.path = path;
    this.unfinished = path.resolveSibling(path.getFileName() + ".part");
    this.out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(unfinished), 1 << 16),
                StandardCharsets.UTF_8),
            1 << 16);
    out.write("instrument,event_time_micros");
    for (String feature : features) {
      out.write(feature.indexOf(',') < 0 ? "," + feature : ",\"" + feature + "\"");
    }
    out.write(",label_up,forward_return\n");
  }

  /** Writes one row; numbers read back as the same numbers. */
  void write(String instrument, LabelledRow row) {
    line.setLength(0);
    line.append(instrument).append(',').append(row.clock());
    for (float value : row.features()) {
      line.append(',').append(value);
    }
    line.append(',').append(row.up() ? 1 : 0).append(',').append(row.forwardReturn()).append('\n');
    try {
      out.append(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All rows are there. */
  void finish() throws IOException {
    out.close();
    Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Leaves nothing behind if it was not finished. */
  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(unfinished);
  }
}
