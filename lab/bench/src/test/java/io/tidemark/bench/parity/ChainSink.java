package io.tidemark.bench.parity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.java.tuple.Tuple3;

/** Keeps each instrument's newest chain, and writes them down before every snapshot. */
final class ChainSink implements Sink<Tuple3<String, Long, Long>> {

  private static final long serialVersionUID = 1L;

  private final String directory;

  /**
   * @param directory must be there; one file a task
   */
  ChainSink(Path directory) {
    this.directory = directory.toString();
  }

  /** The chains of the last snapshot, of the instruments that had a vector. */
  static Map<String, VectorChain> read(Path directory) throws IOException {
    Map<String, VectorChain> chains = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        for (String line : Files.readAllLines(file)) {
          List<String> words = List.of(line.split(" ", -1));
          VectorChain chain =
              new VectorChain(
                  Long.parseLong(words.get(1)), Long.parseUnsignedLong(words.get(2), 16));
          if (chains.put(words.get(0), chain) != null) {
            throw new IOException(words.get(0) + " is with two tasks at a time");
          }
        }
      }
    }
    return chains;
  }

  /** How many tasks had a vector. */
  static int tasks(Path directory) throws IOException {
    int tasks = 0;
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        tasks += Files.size(file) > 0 ? 1 : 0;
      }
    }
    return tasks;
  }

  @Override
  public SinkWriter<Tuple3<String, Long, Long>> createWriter(WriterInitContext context) {
    int task = context.getTaskInfo().getIndexOfThisSubtask();
    return new Newest(Path.of(directory).resolve(Integer.toString(task)));
  }

  private static final class Newest implements SinkWriter<Tuple3<String, Long, Long>> {

    private final Path file;
    private final Map<String, VectorChain> chains = new HashMap<>();

    Newest(Path file) {
      this.file = file;
    }

    @Override
    public void write(Tuple3<String, Long, Long> chain, Context context) {
      chains.put(chain.f0, new VectorChain(chain.f1, chain.f2));
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      Files.write(
          file,
          chains.entrySet().stream()
              .map(
                  each ->
                      each.getKey()
                          + " "
                          + each.getValue().vectors()
                          + " "
                          + Long.toHexString(each.getValue().digest()))
              .toList());
    }

    @Override
    public void close() {}
  }
}
