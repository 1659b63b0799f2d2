package io.tidemark.cli;

import io.tidemark.client.PrintableText;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.feature.BarLength;
import io.tidemark.core.score.ModelTiming;
import io.tidemark.core.strategy.PinnedModel;
import io.tidemark.core.strategy.RemoteSpec;
import io.tidemark.core.strategy.Strategy;
import io.tidemark.flink.strategy.StrategyFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark strategy}: several models and one decision. */
@Command(
    name = "strategy",
    mixinStandardHelpOptions = true,
    subcommands = StrategyRunCommand.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Checks or tries a strategy, which is several models and one decision over their answers.",
      "It is written in a file; docs/concepts/decision.md says how."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the field
public final class StrategyCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {"0:it can be used", "2:it cannot; every problem is printed"},
      description = {
        "Says what a strategy is made of, or all that is wrong with it.",
        "Prints its models with their bars, horizons and instruments, the decision as a tree, and "
            + "its hash. The hash pins the content of each model; it does not depend on the order of keys."
      })
  int check(
      @Parameters(paramLabel = "FILE.yaml", description = "the strategy") Path file,
      @Option(
              names = "--instrument",
              paramLabel = "NAME",
              description =
                  "one that it is to decide about, such as BTC-USDT@binance: says which models were "
                      + "not made for it; may be repeated")
          @Nullable List<String> instruments) {
    List<String> asked = instruments == null ? List.of() : instruments;
    requireInstruments(asked);
    StrategyFile read = StrategyFile.read(file);
    Strategy strategy = read.strategy();
    say("Strategy " + strategy.name() + ", hash " + strategy.hash());
    say("Models:");
    strategy.models().forEach((name, model) -> say("    " + words(name, model)));
    read.remotes().forEach((name, remote) -> say("    " + words(name, remote)));
    say("Decision, about the " + strategy.decision().exposure() + ":");
    strategy.tree().forEach(line -> say("    " + line));
    List<String> features = strategy.features();
    if (!features.isEmpty()) {
      String bar = BarLength.text(strategy.barLength());
      say("Features of the decision, at each close of " + bar + ": " + String.join(", ", features));
    }
    strategy.notes().forEach(note -> say("Note: " + note));
    read.foreign(asked).forEach(note -> say("Note: " + note));
    return 0;
  }

  private void requireInstruments(List<String> names) {
    List<String> wrong = names.stream().filter(name -> !Instruments.isWellFormed(name)).toList();
    if (!wrong.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--instrument: must be a name such as BTC-USDT@binance, was " + String.join(", ", wrong));
    }
  }

  private static String words(String name, PinnedModel model) {
    ModelTiming timing = model.metadata().timing();
    List<String> made = model.metadata().instruments().servedOn();
    return "%s: %s, %s, bars of %s, %s, window %d, looks %s ahead, for %s, manifest %s"
        .formatted(
            name,
            model.ref().name(),
            model.metadata().form().task(),
            BarLength.text(timing.barLength()),
            timing.trigger().name().toLowerCase(Locale.ROOT),
            timing.windowBars(),
            BarLength.text(timing.horizon()),
            made.isEmpty() ? "any instrument" : String.join(", ", made),
            model.ref().sha256());
  }

  private static String words(String name, RemoteSpec remote) {
    return "%s is asked at %s, within %d ms; the server was not asked now"
        .formatted(name, remote.url(), remote.timeout());
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(PrintableText.of(line)); // names in a file may be anything
    out.flush();
  }
}
