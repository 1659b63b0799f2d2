package io.tidemark.testbed;

import io.tidemark.client.topic.BrokerUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The one directory that holds a broker's log and its metadata: formatted once, then reused. */
final class StorageDirectory {

  private static final String IDENTITY = "meta.properties";

  private final Path path;

  StorageDirectory(Path path) {
    this.path = path;
  }

  /**
   * The id of the cluster whose log lies here; formats the directory when it is new.
   *
   * @param broker the properties that the broker will start with
   */
  String clusterId(Properties broker) {
    try {
      Path identity = path.resolve(IDENTITY);
      if (!Files.exists(identity)) {
        refuseForeignFiles();
        format(broker);
      }
      refuseSecondBroker();
      Properties written = new Properties();
      try (InputStream in = Files.newInputStream(identity)) {
        written.load(in);
      }
      String id = written.getProperty("cluster.id");
      if (id == null) {
        throw new BrokerUnavailableException(
            "The directory " + path + " holds a damaged Kafka log: delete it or choose another.");
      }
      return id;
    } catch (IOException e) {
      throw new BrokerUnavailableException(
          "The directory " + path + " cannot be used for Kafka's log: " + e, e);
    }
  }

  private void refuseForeignFiles() throws IOException {
    Files.createDirectories(path);
    try (Stream<Path> files = Files.list(path)) {
      if (files.findAny().isPresent()) {
        throw new BrokerUnavailableException(
            "The directory "
                + path
                + " is not empty and holds no Kafka log: choose an empty directory.");
      }
    }
  }

  /** Kafka looks at its lock only after the second broker's controller has joined the log. */
  private void refuseSecondBroker() throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw inUse();
      }
    } catch (OverlappingFileLockException e) {
      throw inUse();
    }
  }

  private BrokerUnavailableException inUse() {
    return new BrokerUnavailableException(
        "Another Kafka broker uses the directory " + path + ": stop it or choose another.");
  }

  /** Kafka's own tool reads the properties from a file; it is gone when the tool is done. */
  private void format(Properties broker) throws IOException {
    Path file = Files.createTempFile("tidemark-broker", ".properties");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      try (OutputStream out = Files.newOutputStream(file)) {
        broker.store(out, null);
      }
      String[] command = {
        "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()
      };
      PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8);
      if (StorageTool.execute(command, print) != 0) {
        throw new BrokerUnavailableException(
            "Kafka could not format the directory "
                + path
                + ": "
                + said.toString(StandardCharsets.UTF_8).strip());
      }
    } finally {
      Files.delete(file);
    }
  }
}
