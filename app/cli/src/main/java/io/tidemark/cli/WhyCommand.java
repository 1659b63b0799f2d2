package io.tidemark.cli;

import io.tidemark.client.PrintableText;
import io.tidemark.client.status.InstrumentStatus;
import io.tidemark.client.status.StatusJson;
import io.tidemark.client.status.StatusReader;
import io.tidemark.client.status.StatusText;
import io.tidemark.flink.config.InstrumentConfig;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.config.text.NearestKey;
import io.tidemark.flink.preflight.Preflight;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark why}: how one instrument stands, and what to do. */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = {
      "Says of one instrument on one screen why there is a signal, or none.",
      "What stands, what blocks it since when, what is missing, which model serves, what to do."
          + " Reads the newest records of the topics; changes nothing."
    },
    exitCodeList = {"0:shown", "3:the jobs do not follow this instrument"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class WhyCommand implements Callable<Integer> {

  private static final int UNKNOWN = 3;

  private final InstantSource wall;
  private final Duration limit;

  @Spec private CommandSpec spec;
  @Mixin private TargetOptions target;

  @Parameters(paramLabel = "INSTRUMENT", description = "such as BTC-USDT@binance")
  private String instrument;

  @Option(names = "--json", description = "one object of JSON on one line, for programs")
  private boolean json;

  /** Ages by the wall are those of this computer's clock. */
  public WhyCommand() {
    this(InstantSource.system(), Preflight.TIME_LIMIT);
  }

  WhyCommand(InstantSource wall, Duration limit) {
    this.wall = wall;
    this.limit = limit;
  }

  @Override
  public Integer call() throws Exception {
    return target.visit(Job.SEQUENCE, this::show);
  }

  private int show(JobConfig config) {
    Optional<InstrumentConfig> wanted = config.instrument(instrument);
    if (wanted.isEmpty()) {
      List<String> known = config.instruments().stream().map(InstrumentConfig::instrument).toList();
      spec.commandLine()
          .getErr()
          .println(
              PrintableText.of(
                  "tidemark: the jobs do not follow '%s'; the nearest that they do is %s, of %d"
                      .formatted(instrument, NearestKey.to(instrument, known), known.size())));
      return UNKNOWN;
    }
    InstrumentStatus status = new StatusReader(config, wall).read(wanted.get(), limit);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(StatusJson.of(status, target.words()));
    } else {
      StatusText.of(status, target.words()).forEach(out::println);
    }
    out.flush();
    return 0;
  }
}
