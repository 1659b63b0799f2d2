package io.tidemark.cli;

import io.tidemark.client.CommandFailedException;
import io.tidemark.demo.CollectedFeed;
import io.tidemark.demo.DemoHome;
import io.tidemark.demo.DemoRun;
import io.tidemark.demo.Feed;
import io.tidemark.demo.Player;
import io.tidemark.demo.RecordedFeed;
import io.tidemark.demo.SimulatedFeed;
import io.tidemark.demo.Summary;
import io.tidemark.demo.UntilInterrupt;
import io.tidemark.demo.VenuesInABox;
import io.tidemark.flink.config.ModelSettings;
import io.tidemark.recordings.DataFile;
import io.tidemark.simulator.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark demo}: a simulated market, or recorded data, end to end. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Plays a market through both jobs, with Kafka and Flink in this process.",
      "A simulated market in time-lapse, or the recorded DATA: bars or trades as CSV, "
          + "or what an exchange sent, line by line; all files of one exchange are one "
          + "recording."
    },
    exitCodeList = {
      "0:every event is accounted for",
      "1:the counts of records, scores or messages do not balance"
    })
public final class DemoCommand implements Callable<Integer> {

  /** Where the market comes from. */
  enum Source {
    SIMULATION,
    VENUES
  }

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root", "."));
  private static final int LARGEST_PORT = 65_535;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DATA",
      description = "recorded bars, trades or messages, plain or gzipped")
  private List<Path> data = new ArrayList<>();

  @Option(
      names = "--source",
      description =
          "where the market comes from without DATA: ${COMPLETION-CANDIDATES} (default: "
              + "${DEFAULT-VALUE})")
  private Source source = Source.SIMULATION;

  @Option(
      names = "--seconds",
      description = "how long exchanges on this machine are played (default: ${DEFAULT-VALUE})")
  private int seconds = 75;

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description = "closed bars before the data, to warm features up; may be repeated")
  private List<Path> history = new ArrayList<>();

  @Option(names = "--summary", paramLabel = "FILE", description = "write the counts as JSON")
  private @Nullable Path summary;

  @Option(
      names = "--instrument",
      paramLabel = "NAME",
      description = "whose the DATA is, where its path does not say: ETH-USDT@binance")
  private @Nullable String instrument;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "a model version; default: demo-linear simulated, btc-linear recorded")
  private @Nullable Path model;

  @Option(names = "--seed", description = "of the simulated market (default: ${DEFAULT-VALUE})")
  private long seed = 7;

  @Option(
      names = "--speed",
      description = "simulated seconds in a second (default: ${DEFAULT-VALUE})")
  private double speed = 600;

  @Option(
      names = "--web-port",
      description = "of Flink's web page; 0 takes any (default: ${DEFAULT-VALUE})")
  private int webPort = 8081;

  @Option(
      names = "--metrics-port",
      description =
          "where Prometheus may read what is counted; 0 opens none (default: ${DEFAULT-VALUE})")
  private int metricsPort = 9249;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "where its files go; emptied at the start (default: .tidemark/demo)")
  private Path home = DemoHome.OF_CHECKOUT;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "a job option, stronger than the demo's own")
  private List<String> settings = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    refuseOdd();
    Feed feed = data.isEmpty() ? played() : recorded();
    AtomicBoolean stop = new AtomicBoolean();
    UntilInterrupt interrupt = UntilInterrupt.of("the demo", () -> stop.set(true));
    try {
      DemoRun run =
          new DemoRun(
              feed, DemoHome.at(home), webPort, metricsPort, settings, stop::get, System.out);
      Summary result = run.run();
      if (summary != null) {
        result.write(summary);
      }
      return result.balances() ? 0 : 1;
    } finally {
      interrupt.close();
    }
  }

  private void refuseOdd() {
    List<String> violations = new ArrayList<>();
    Player.violation(speed).ifPresent(violations::add);
    requirePort("--web-port", webPort, violations);
    requirePort("--metrics-port", metricsPort, violations);
    if (model != null && namesStrategy(settings)) {
      violations.add("--model must not be given with --set strategy.path: leave one of them out");
    }
    if (!violations.isEmpty()) {
      throw new CommandFailedException(String.join("; ", violations));
    }
  }

  /** Whether an assignment names a strategy. */
  static boolean namesStrategy(List<String> settings) {
    return settings.stream()
        .anyMatch(each -> each.split("=", 2)[0].strip().equals(ModelSettings.STRATEGY.key()));
  }

  private static void requirePort(String option, int port, List<String> violations) {
    if (port < 0 || port > LARGEST_PORT) {
      violations.add(option + " must be between 0 and " + LARGEST_PORT + ", was " + port);
    }
  }

  private Feed played() {
    if (!history.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--history goes with recorded DATA; name a file to play");
    }
    if (instrument != null) {
      throw new ParameterException(
          spec.commandLine(), "--instrument goes with recorded DATA; name a file to play");
    }
    if (source == Source.VENUES) {
      return CollectedFeed.of(
          new VenuesInABox(seed, Duration.ofSeconds(seconds)), model("demo-linear"));
    }
    return new SimulatedFeed(Scenario.demo(), seed, speed, model("demo-linear"));
  }

  private Feed recorded() {
    List<DataFile> files = files(data);
    List<DataFile> before = files(history);
    DataFile.requireNameless(Stream.concat(files.stream(), before.stream()).toList(), instrument);
    if (files.stream().anyMatch(file -> file.venue() != null)) {
      System.out.println("Reading the recording once, for the instruments in it ...");
    }
    return new RecordedFeed(files, before, model("btc-linear"));
  }

  private List<DataFile> files(List<Path> paths) {
    return paths.stream()
        .flatMap(path -> DataFile.recogniseEach(path, instrument).stream())
        .toList();
  }

  private Path model(String shipped) {
    Path directory =
        model != null ? model : ROOT.resolve("models/artifacts").resolve(shipped).resolve("1");
    return directory.toAbsolutePath().normalize();
  }
}
