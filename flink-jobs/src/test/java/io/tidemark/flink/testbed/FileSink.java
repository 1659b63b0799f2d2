package io.tidemark.flink.testbed;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes values as they come into one file a task and attempt: at least once, so that what is
 * written after a checkpoint and before a failure is there twice.
 *
 * @param <T> the value
 */
public final class FileSink<T> implements Sink<T> {

  private static final long serialVersionUID = 1L;

  /** Makes an encoder. */
  public interface Encoder<T> extends Serializable {
    Function<T, byte[]> make();
  }

  private final String directory;
  private final Encoder<T> encoder;

  /**
   * @param directory must be there
   */
  public FileSink(Path directory, Encoder<T> encoder) {
    this.directory = directory.toString();
    this.encoder = encoder;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    TaskInfo task = context.getTaskInfo();
    String name = task.getAttemptNumber() + "-" + task.getIndexOfThisSubtask();
    return new Writer<>(Path.of(directory).resolve(name), encoder.make());
  }

  /** All that was written below {@code directory}: attempt by attempt, task by task. */
  public static List<byte[]> read(Path directory) throws IOException {
    List<byte[]> values = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted(Comparator.comparing(Path::toString)).toList()) {
        try (DataInputStream in =
            new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
          while (in.available() > 0) {
            values.add(in.readNBytes(in.readInt()));
          }
        }
      }
    }
    return values;
  }

  private static final class Writer<T> implements SinkWriter<T> {

    private final DataOutputStream out;
    private final Function<T, byte[]> encode;

    Writer(Path file, Function<T, byte[]> encode) throws IOException {
      this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
      this.encode = encode;
    }

    @Override
    public void write(T value, Context context) throws IOException {
      byte[] bytes = encode.apply(value);
      out.writeInt(bytes.length);
      out.write(bytes);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
