package io.tidemark.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Trade;
import io.tidemark.flink.SignalJob;
import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.simulator.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalmRunTest {

  private static final Path MODEL =
      Path.of(System.getProperty("tidemark.root")).resolve("models/artifacts/demo-linear/1");

  @TempDir Path store;

  private final List<Fact> facts = RawMarket.facts(5, Scenario.demo().start(), 90);

  @Test
  void everyInstrumentHasSignalsAndALogInOrder() throws Exception {
    CalmRun calm = calm(facts);

    assertThat(calm.signals()).containsOnlyKeys(RawMarket.INSTRUMENTS);
    assertThat(calm.log().values()).allSatisfy(log -> assertThat(log).isSorted());
    assertThat(calm.logSize())
        .isEqualTo(CalmRun.logSize(facts, config()))
        .isGreaterThan(facts.size());
  }

  @Test
  void oneTradeThatIsMissingShows() throws Exception {
    List<Fact> others = new ArrayList<>(facts);
    Fact trade =
        facts.subList(facts.size() / 2, facts.size()).stream()
            .filter(Trade.class::isInstance)
            .filter(fact -> !fact.instrument().equals(RawMarket.BY_CANDLES))
            .findFirst()
            .orElseThrow();
    others.remove(trade);

    assertThat(calm(others).signals()).isNotEqualTo(calm(facts).signals());
  }

  @Test
  void aVersionThatTheMarketActivatesServesFromThereOn() throws Exception {
    ModelRef next = copy("2");
    long at = facts.get(facts.size() * 3 / 4).availableAt() + 1;
    List<Fact> swapped = new ArrayList<>(facts);
    swapped.add(new ModelUpdate("*", at, at, ModelAction.REGISTER, next, "test"));
    swapped.add(new ModelUpdate("*", at + 1, at + 1, ModelAction.ACTIVATE, next, "test"));
    swapped.sort(Comparator.comparingLong(Fact::availableAt));

    CalmRun before = calm(facts);
    CalmRun after = calm(swapped);

    String instrument = RawMarket.REFERENCE;
    List<String> one = before.signals().getOrDefault(instrument, List.of());
    List<String> other = after.signals().getOrDefault(instrument, List.of());
    assertThat(one).isNotEmpty();
    assertThat(other).hasSameSizeAs(one);
    assertThat(other.subList(0, one.size() / 2)).isEqualTo(one.subList(0, one.size() / 2));
    assertThat(other.get(one.size() - 1)).isNotEqualTo(one.get(one.size() - 1));
  }

  private CalmRun calm(List<Fact> market) throws Exception {
    return CalmRun.of(market, config(), SignalJob.model(config()));
  }

  private JobConfig config() {
    return ConfigLoader.load(
        Job.SIGNAL,
        null,
        List.of(
            "kafka.bootstrap-servers=localhost:1",
            "instruments=" + String.join(",", RawMarket.INSTRUMENTS),
            "bars.source." + RawMarket.BY_CANDLES + "=candles",
            "references=" + RawMarket.REFERENCE,
            "risk.silence-after=5 min",
            "signal.emit=every",
            "model.path=" + MODEL,
            "model.store=" + store));
  }

  /** The same model under another version. */
  private ModelRef copy(String version) throws Exception {
    Path folder = Files.createDirectories(store.resolve("demo-linear").resolve(version));
    try (Stream<Path> files = Files.list(MODEL)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Path manifest = folder.resolve("manifest.json");
    ObjectMapper json = new ObjectMapper();
    ObjectNode content = (ObjectNode) json.readTree(manifest.toFile());
    byte[] sealed = json.writeValueAsBytes(content.put("version", version));
    Files.write(manifest, sealed);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(sealed);
    return new ModelRef("demo-linear", version, HexFormat.of().formatHex(hash));
  }
}
