package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.topic.TopicReader;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.io.Topic;
import io.tidemark.simulator.Scenario;
import io.tidemark.simulator.SimInstrument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of {@code docs/guide/models.md}, in its order, in a demo. */
class ModelPageTest {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root"));
  private static final long HOUR = 3_600_000_000L;
  private static final Scenario MARKET =
      new Scenario("a day", 1_736_121_600_000_000L, 24 * HOUR, List.of(), 0);

  @TempDir Path directory;

  /** Of each instrument the version of its newest signal. */
  private final Map<String, String> serving = new HashMap<>();

  @Test
  void thePagesCommandsDoInADemoWhatThePageSays() throws Exception {
    Path model = ROOT.resolve("models/artifacts/demo-linear/1");
    String btc = SimInstrument.BTC.name();
    List<String> followed = new ArrayList<>();
    try (RunningDemo demo = RunningDemo.start(directory.resolve("demo"), MARKET, 300, model);
        TopicReader signals = TopicReader.of(demo.bootstrapServers(), Topic.SIGNALS)) {
      demo.await(() -> read(signals) && serving.size() == SimInstrument.ALL.size());
      for (List<String> command : commands()) {
        String said = demo.typed(command);
        String act = command.subList(0, 2).toString();
        followed.add(act);
        switch (act) {
          case "[models, activate]", "[models, rollback]" -> {
            String expected = act.contains("rollback") ? "1" : "2";
            boolean all = !command.contains(btc);
            demo.await(
                () ->
                    read(signals)
                        && serving.entrySet().stream()
                            .filter(each -> all || each.getKey().equals(btc))
                            .allMatch(each -> each.getValue().equals(expected)));
          }
          case "[models, shadow]" ->
              demo.await(() -> demo.typed(List.of("tail", "shadows")).contains("SHADOW"));
          case "[models, list]" -> assertThat(said).contains("demo-linear/1", btc);
          default -> assertThat(said).isNotEmpty();
        }
      }
      demo.end();
    }
    assertThat(followed)
        .contains(
            "[models, register]",
            "[models, shadow]",
            "[tail, shadows]",
            "[models, activate]",
            "[models, rollback]",
            "[models, retire]",
            "[models, list]");
  }

  /** Those of the page's first block, without their remarks. */
  private static List<List<String>> commands() throws Exception {
    String block = ManualPage.read(ROOT.resolve("docs/guide/models.md")).blocks().get(0);
    return block
        .lines()
        .filter(line -> line.startsWith("./tidemark "))
        .map(line -> line.replaceAll("#.*", "").strip().split(" +"))
        .map(
            words ->
                Arrays.stream(words)
                    .skip(1)
                    .map(
                        word ->
                            word.startsWith("models/artifacts/")
                                ? ROOT.resolve(word).toString()
                                : word)
                    .toList())
        .toList();
  }

  private boolean read(TopicReader signals) {
    signals.poll(
        record -> {
          Signal signal =
              ((Parsed.Valid<Signal>) Topic.SIGNALS.format().decode(record.value())).value();
          serving.put(signal.instrument(), signal.basis().modelVersion());
        });
    return true;
  }
}
