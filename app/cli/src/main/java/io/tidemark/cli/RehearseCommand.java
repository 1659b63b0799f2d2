package io.tidemark.cli;

import io.tidemark.client.CommandFailedException;
import io.tidemark.testbed.EmbeddedBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs the short commands once, so that the launcher's JVM can archive the classes that they need.
 * An order that is given in need must not be the first to load them.
 */
@Command(
    name = "rehearse",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Runs the short commands once, against a broker of its own.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class RehearseCommand implements Callable<Integer> {

  private static final String INSTRUMENT = "BTC-USDT@sim";

  private static final Path MODEL =
      Path.of(System.getProperty("tidemark.root", "."), "models/artifacts/demo-linear/1")
          .toAbsolutePath();

  @Option(
      names = "--work",
      paramLabel = "DIR",
      required = true,
      description = "where its files go; empty, or not there yet")
  private Path work;

  @Override
  public Integer call() throws Exception {
    Files.createDirectories(work);
    try (EmbeddedBroker broker = EmbeddedBroker.start(work.resolve("kafka"))) {
      Path config = work.resolve("job.yaml");
      Files.writeString(
          config,
          """
          kafka.bootstrap-servers: %s
          instruments: [%s]
          bars.source: trades
          model.path: %s
          """
              .formatted(broker.bootstrapServers(), INSTRUMENT, MODEL));
      for (List<String> command :
          List.of(
              List.of("topics", "create", "--partitions", "1", "--replication", "1"),
              List.of("control", "kill"),
              List.of("control", "resume", INSTRUMENT),
              List.of("tail", "signals"),
              List.of("models", "list"),
              List.of("why", INSTRUMENT))) {
        rehearse(command, config);
      }
    }
    return 0;
  }

  private static void rehearse(List<String> command, Path config) {
    StringWriter said = new StringWriter();
    String[] words = command.toArray(String[]::new);
    CommandLine line = Tidemark.commandLine(words);
    line.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    String[] args = new String[words.length + 2];
    System.arraycopy(words, 0, args, 0, words.length);
    args[words.length] = "--config";
    args[words.length + 1] = config.toString();
    int code = line.execute(args);
    if (code != 0) {
      throw new CommandFailedException(
          String.join(" ", command) + " ended with " + code + ": " + said);
    }
  }
}
