package io.tidemark.cli;

import io.tidemark.client.CommandFailedException;
import io.tidemark.demo.CollectedFeed;
import io.tidemark.demo.DemoHome;
import io.tidemark.demo.DemoRun;
import io.tidemark.demo.UntilInterrupt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./tidemark live}: exchanges, Kafka and both jobs in one process. */
@Command(
    name = "live",
    mixinStandardHelpOptions = true,
    description = {
      "Collects and scores instruments until Ctrl-C, with Kafka and Flink in this process.",
      "Each instrument begins with its past. The topics stay in a folder, and the next run goes on "
          + "with them."
    },
    exitCodeList = {
      "0:every event is accounted for",
      "1:the counts of records or scores do not balance"
    })
public final class LiveCommand implements Callable<Integer> {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root", "."));
  private static final String OF_COLLECTOR = "collect.";

  @Parameters(
      paramLabel = "INSTRUMENT",
      arity = "1..*",
      split = ",",
      description = "such as BTC-USDT@binance; guide/live.md has the venues")
  private List<String> instruments = new ArrayList<>();

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "a model version (default: btc-linear)")
  private @Nullable Path model;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "where the topics and other files stay (default: .tidemark/live)")
  private Path home = ROOT.resolve(".tidemark/live");

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
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "an option of the jobs, or of the collector if it begins with collect.")
  private List<String> settings = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    if (model != null && DemoCommand.namesStrategy(settings)) {
      throw new CommandFailedException(
          "--model must not be given with --set strategy.path: leave one of them out");
    }
    Path directory = model == null ? ROOT.resolve("models/artifacts/btc-linear/1") : model;
    CollectedFeed feed =
        CollectedFeed.live(instruments, directory.toAbsolutePath().normalize(), settings(true));
    AtomicBoolean stop = new AtomicBoolean();
    DemoRun run =
        new DemoRun(
            feed, DemoHome.at(home), webPort, metricsPort, settings(false), stop::get, System.out);
    UntilInterrupt interrupt = UntilInterrupt.of("collecting", () -> stop.set(true));
    try {
      return run.run().balances() ? 0 : 1;
    } finally {
      interrupt.close();
    }
  }

  private List<String> settings(boolean ofCollector) {
    return settings.stream()
        .filter(setting -> setting.startsWith(OF_COLLECTOR) == ofCollector)
        .toList();
  }
}
