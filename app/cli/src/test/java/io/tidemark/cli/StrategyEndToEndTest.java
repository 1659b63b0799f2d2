package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.demo.DemoHome;
import io.tidemark.demo.DemoRun;
import io.tidemark.demo.SimulatedFeed;
import io.tidemark.demo.Summary;
import io.tidemark.flink.strategy.StrategyFile;
import io.tidemark.simulator.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A strategy of three models in the jobs on a broker: two lengths of bars, and both triggers. */
final class StrategyEndToEndTest {

  private static final Path MODEL =
      Path.of(System.getProperty("tidemark.root")).resolve("models/artifacts/demo-linear/1");
  private static final long MINUTE = 60_000_000L;

  @TempDir Path directory;

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  @Test
  void aHundredSignalsOfAStrategyAreReproducedAndThoseOfAnotherAreNot() throws Exception {
    Path file = strategy("0.3");
    Scenario scenario =
        new Scenario("two hours", 1_736_121_600_000_000L, 120 * MINUTE, List.of(), 0);
    Summary summary = run(new SimulatedFeed(scenario, 3, 900, MODEL), "strategy.path=" + file);

    assertThat(summary.records().balance()).as(summary.toString()).isTrue();
    assertThat(summary.scores().balance()).as(summary.toString()).isTrue();
    assertThat(summary.scores().signals()).isGreaterThan(100);
    String hash = StrategyFile.read(file).strategy().hash();
    assertThat(screen.toString(StandardCharsets.UTF_8))
        .contains("strategy three of 3 models, hash " + hash);
    assertThat(tidemark("reproduce", "--random", "100")).endsWith("100 equal");
    strategy("0.4");
    assertThatThrownBy(() -> tidemark("reproduce", "--random", "100"))
        .as("control: the file says something else now")
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("NOT THERE");
  }

  @Test
  void whatIsWrongWithAStrategyIsSaidBeforeADemoStarts() {
    Path file = directory.resolve("none.yaml");
    Scenario scenario = new Scenario("a minute", 1_736_121_600_000_000L, MINUTE, List.of(), 0);

    assertThatThrownBy(
            () -> run(new SimulatedFeed(scenario, 3, 900, MODEL), "strategy.path=" + file))
        .hasMessageContaining("strategy.path must be the file of a strategy")
        .hasMessageNotContaining("model.path");
    assertThat(directory.resolve("demo")).doesNotExist();
  }

  private Path strategy(String small) throws Exception {
    Path close = copy("close", "1m", MINUTE, "bar");
    Path slow = copy("slow", "2m", 2 * MINUTE, "every");
    return Files.writeString(
        directory.resolve("three.yaml"),
        """
        strategy: three
        models:
          tick: {path: %s, min-strength: 30}
          close: {path: %s, min-strength: 30}
          slow: {path: %s, min-strength: 30}
        decide: {vote: {of: [tick, close, slow], agree: 1, sizes: {1: %s, 3: 1}}}
        """
            .formatted(MODEL, close, slow, small));
  }

  /** The demo's model as if it had been made for other bars, or another trigger. */
  private Path copy(String id, String bar, long micros, String trigger) throws Exception {
    Path target = Files.createDirectories(directory.resolve(id).resolve("1"));
    try (Stream<Path> files = Files.list(MODEL)) {
      for (Path each : files.toList()) {
        Files.write(target.resolve(each.getFileName()), Files.readAllBytes(each));
      }
    }
    ObjectMapper json = new ObjectMapper();
    Path manifest = target.resolve("manifest.json");
    ObjectNode changed = (ObjectNode) json.readTree(manifest.toFile());
    List<String> features = new ArrayList<>();
    changed.get("features").forEach(each -> features.add(each.get("name").asText()));
    changed.put("id", id).put("bar", bar).put("trigger", trigger);
    changed.put("featureSetHash", new FeatureSet(features, micros).hash());
    json.writeValue(manifest.toFile(), changed);
    return target;
  }

  private Summary run(SimulatedFeed feed, String... settings) throws Exception {
    PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);
    DemoHome home = DemoHome.at(directory.resolve("demo"));
    return new DemoRun(feed, home, 0, 0, List.of(settings), () -> false, out).run();
  }

  private String tidemark(String... words) {
    return RunningDemo.command(List.of(words), "--home", directory.resolve("demo").toString())
        .strip();
  }
}
