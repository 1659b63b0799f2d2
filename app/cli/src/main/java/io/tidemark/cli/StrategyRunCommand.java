package io.tidemark.cli;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.client.PrintableText;
import io.tidemark.client.RecordText;
import io.tidemark.core.bar.BarSource;
import io.tidemark.core.decision.StrategyAnswer;
import io.tidemark.core.decision.Voice;
import io.tidemark.core.score.ModelOutput;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.signal.Action;
import io.tidemark.core.strategy.Strategy;
import io.tidemark.core.strategy.StrategyTally;
import io.tidemark.dataset.RecordedLog;
import io.tidemark.flink.strategy.StrategyFile;
import io.tidemark.flink.strategy.StrategyFolds;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.recordings.DataFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark strategy run}: what a strategy would have said of recorded data. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:the data was folded", "2:not done; the message says why"},
    description = {
      "Folds a strategy over recorded DATA, and says what it decided.",
      "Each model goes through the signal job's features and drift gate; the risk gate is not "
          + "asked. Counts the actions, and how often each model abstained and why."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class StrategyRunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE.yaml", description = "the strategy")
  private Path file;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "DATA",
      description = "recorded bars, trades, messages, funding, on-chain and macro series")
  private List<Path> data = new ArrayList<>();

  @Option(
      names = "--instrument",
      paramLabel = "NAME",
      description = "whose the DATA is, where its path does not say: ETH-USDT@binance")
  private @Nullable String instrument;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "an option of the signal job, such as of its drift gate; may be repeated")
  private List<String> assignments = new ArrayList<>();

  @Option(names = "--json", paramLabel = "FILE", description = "write the counts as JSON, too")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException, ModelRejectedException {
    StrategyFile read = StrategyFile.read(file);
    Strategy strategy = read.strategy();
    Map<String, StrategyTally> tallies = new TreeMap<>();
    try (RecordedLog log =
        new RecordedLog(DataFile.recogniseAll(data, instrument), read.featureSet())) {
      log.ignored().forEach(this::say);
      Map<String, BarSource> sources = new TreeMap<>();
      log.instruments().forEach(name -> sources.put(name, log.barSource(name)));
      try (StrategyFolds folds = StrategyFolds.open(read, sources, assignments)) {
        while (log.hasNext()) {
          StrategyAnswer answer = folds.step(log.next());
          if (answer != null) {
            tallies.computeIfAbsent(answer.instrument(), any -> new StrategyTally()).add(answer);
          }
        }
      }
      say("Strategy %s, hash %s".formatted(strategy.name(), strategy.hash()));
      read.foreign(log.instruments()).forEach(note -> say("Note: " + note));
      read.remotes()
          .keySet()
          .forEach(name -> say("Note: " + name + " was asked here, of its artefact's own graph"));
      say("%,d rows refused.".formatted(log.refused()));
    }
    tallies.forEach(this::print);
    if (json != null) {
      write(json, strategy, tallies);
    }
    return 0;
  }

  private void print(String name, StrategyTally tally) {
    say(
        "%s: %,d decisions: %,d BUY, %,d SELL, %,d HOLD; %,d changes, mean size %.3f"
            .formatted(
                name,
                tally.decisions(),
                tally.count(Action.BUY),
                tally.count(Action.SELL),
                tally.count(Action.HOLD),
                tally.changes(),
                tally.meanSize()));
    say("    the decision abstained: " + tally.abstentions());
    new TreeMap<>(tally.unknownFeatures())
        .forEach((call, count) -> sayUnknown(call, count, tally.decisions()));
    tally
        .members()
        .forEach(
            (member, said) ->
                say(
                    "    %s: leans up %,d, down %,d, neither %,d; abstained %s"
                        .formatted(
                            member,
                            said.rises(),
                            said.falls(),
                            said.neither(),
                            said.abstentions())));
    StrategyAnswer last = tally.last();
    if (last != null) {
      say(
          "    last, %s: %s of size %.3f: %s"
              .formatted(
                  RecordText.time(last.panel().clock()),
                  last.stance().action(),
                  last.stance().size(),
                  last.stance().reason()));
      last.panel().voices().forEach(voice -> say("        " + words(voice)));
    }
  }

  /** A feature without any value makes a decision that looks at it pointless. */
  private void sayUnknown(String call, long count, long decisions) {
    if (count == decisions) {
      say("    " + call + " was never known: is its data among DATA, and of this instrument?");
    } else if (count > 0) {
      say("    %s was not known at %,d decisions".formatted(call, count));
    }
  }

  private static String words(Voice voice) {
    if (voice.abstention() != null) {
      return voice.member() + " " + voice.abstention().words();
    }
    Prediction prediction = voice.prediction();
    if (!prediction.form().hasScore()) {
      return voice.member() + " answers " + numbers(prediction);
    }
    return "%s answers %.4f, strength %.1f"
        .formatted(voice.member(), prediction.score(), voice.strength());
  }

  /** Each number of an answer without a score, such as {@code calm 0.7312, wild 0.2688}. */
  private static String numbers(Prediction prediction) {
    List<ModelOutput> outputs = prediction.form().outputs();
    StringJoiner numbers = new StringJoiner(", ");
    for (int i = 0; i < outputs.size(); i++) {
      numbers.add("%s %.4f".formatted(outputs.get(i).name(), prediction.number(i)));
    }
    return numbers.toString();
  }

  private static void write(Path json, Strategy strategy, Map<String, StrategyTally> tallies)
      throws IOException {
    Map<String, Object> instruments = new LinkedHashMap<>();
    tallies.forEach((name, tally) -> instruments.put(name, values(tally)));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("strategy", strategy.name());
    all.put("hash", strategy.hash());
    all.put("instruments", instruments);
    JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValue(json.toFile(), all);
  }

  private static Map<String, Object> values(StrategyTally tally) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Action action : Action.values()) {
      values.put(action.name(), tally.count(action));
    }
    values.put("changes", tally.changes());
    values.put("abstentions", texts(tally.abstentions()));
    values.put("unknownFeatures", texts(tally.unknownFeatures()));
    Map<String, Object> members = new LinkedHashMap<>();
    tally
        .members()
        .forEach(
            (name, said) ->
                members.put(
                    name,
                    Map.of(
                        "up", said.rises(),
                        "down", said.falls(),
                        "neither", said.neither(),
                        "abstentions", texts(said.abstentions()))));
    values.put("models", members);
    return values;
  }

  private static Map<String, Long> texts(Map<?, Long> counts) {
    Map<String, Long> texts = new TreeMap<>();
    counts.forEach((key, count) -> texts.put(key.toString(), count));
    return texts;
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(PrintableText.of(line)); // names in a file may be anything
    out.flush();
  }
}
