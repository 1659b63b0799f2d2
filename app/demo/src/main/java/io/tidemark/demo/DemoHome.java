package io.tidemark.demo;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.topic.TopicSource;
import io.tidemark.testbed.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of the last demo: its broker's data, so that {@code tail} and {@code reproduce} can
 * read it later, the configuration that its jobs ran with, and Flink's files.
 */
public final class DemoHome {

  /** Where commands look unless they are told another. */
  public static final Path OF_CHECKOUT =
      Path.of(System.getProperty("tidemark.root", ".")).resolve(".tidemark/demo");

  private static final String MARK = "made-by-tidemark-demo";

  private final Path directory;

  private DemoHome(Path directory) {
    this.directory = directory;
  }

  /** The folder of a checkout: {@code .tidemark/demo}. */
  public static DemoHome at(Path directory) {
    return new DemoHome(directory.toAbsolutePath().normalize());
  }

  /** Empties the folder for a new demo. */
  void renew() throws IOException {
    requireOwn();
    if (Files.exists(directory)) {
      delete(directory);
    }
    open();
  }

  /** Makes the folder, or goes on with what is in it. */
  void open() throws IOException {
    requireOwn();
    Files.createDirectories(directory);
    if (!Files.exists(directory.resolve(MARK))) {
      Files.createFile(directory.resolve(MARK));
    }
  }

  /**
   * Changes nothing.
   *
   * @throws CommandFailedException if the folder is another's, or a demo runs in it
   */
  void requireOwn() throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new CommandFailedException(directory + " is a file: name a folder with --home");
    }
    if (!Files.exists(directory.resolve(MARK)) && !isEmpty(directory)) {
      throw new CommandFailedException(
          directory + " was not made by a demo and is not empty: choose another with --home");
    }
    if (runningAddress() != null) {
      throw new CommandFailedException(
          "another demo runs in " + directory + ": end it, or choose another with --home");
    }
  }

  /** What a command has to be told to look here; empty for {@link #OF_CHECKOUT}. */
  String words() {
    return directory.equals(at(OF_CHECKOUT).directory) ? "" : " --home " + directory;
  }

  /** For the broker. */
  public Path kafka() {
    return directory.resolve("kafka");
  }

  /** For Flink. */
  Path flink() {
    return directory.resolve("flink");
  }

  /** For versions of models that are registered while it runs. */
  Path models() {
    return directory.resolve("models");
  }

  /** The configuration of both jobs. */
  public Path config() {
    return directory.resolve("job.yaml");
  }

  private Path address() {
    return directory.resolve("bootstrap-servers");
  }

  void announce(EmbeddedBroker broker) throws IOException {
    announce(broker.bootstrapServers());
  }

  /** Whoever reads it meanwhile sees all of it or nothing. */
  void announce(String bootstrapServers) throws IOException {
    Path written = Files.createTempFile(directory, "bootstrap-servers", ".new");
    Files.writeString(written, bootstrapServers);
    Files.move(written, address(), StandardCopyOption.ATOMIC_MOVE);
  }

  void withdraw() throws IOException {
    Files.deleteIfExists(address());
  }

  /**
   * The broker of the demo that runs, or one that is started over the data of the last.
   *
   * @throws CommandFailedException if there was no demo yet
   */
  public DemoBroker broker() throws IOException {
    DemoBroker running = findRunning();
    return running != null ? running : DemoBroker.started(EmbeddedBroker.start(kafka()));
  }

  /**
   * The files of the last demo's broker, if it has ended in good order; null if it runs or must
   * first be recovered.
   *
   * @throws CommandFailedException if there was no demo yet
   */
  public @Nullable Path endedLog() throws IOException {
    return findRunning() == null && TopicSource.hasEnded(kafka()) ? kafka() : null;
  }

  /**
   * The broker of the demo that runs.
   *
   * @throws CommandFailedException if none does
   */
  public DemoBroker runningBroker() throws IOException {
    DemoBroker running = findRunning();
    if (running == null) {
      throw new CommandFailedException(
          "the demo in "
              + directory
              + " has ended, and jobs that do not run obey nobody: start"
              + " ./tidemark demo and give the order meanwhile, or name your brokers with --config"
              + " FILE");
    }
    return running;
  }

  private @Nullable DemoBroker findRunning() throws IOException {
    if (!Files.exists(config())) {
      throw new CommandFailedException(
          "there is no demo to look at in "
              + directory
              + ": run ./tidemark demo first, or name your brokers with --config FILE");
    }
    String running = runningAddress();
    return running == null ? null : DemoBroker.running(running);
  }

  /** Where the broker of the demo that runs here answers; null if none runs. */
  private @Nullable String runningAddress() throws IOException {
    if (!Files.exists(address())) {
      return null;
    }
    // a demo that was killed leaves its address, but nobody answers there
    String address = Files.readString(address()).strip();
    return DemoBroker.answers(address) ? address : null;
  }

  /** Takes a folder away with all that is in it. */
  private static void delete(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(directory)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> list = Files.list(directory)) {
      return list.findAny().isEmpty();
    }
  }
}
