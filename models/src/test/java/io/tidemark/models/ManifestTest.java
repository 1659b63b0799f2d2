package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.score.LongestRuns;
import io.tidemark.core.score.ModelInstruments;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {

  private static final String INSTRUMENT = "BTC-USDT@test";

  private Artefact artefact;

  @BeforeEach
  void copyTheFixture(@TempDir Path temporary) {
    artefact = Artefact.copyInto(temporary);
  }

  @Test
  void theFeatureSetHashIsTheOneThatTrainingComputes() {
    // printf 'bar=1h\nlog_return\nrsi(14)' | sha256sum
    assertThat(FeatureSet.hash(List.of("log_return", "rsi(14)"), BarLength.micros("1h")))
        .isEqualTo("eceff00a21a82a93f1f47e69ba4c5ab58255989d72a94642e30953b36d874ee2");
  }

  @Test
  void theTestPeriodsMetricsStandBesideWhatNeedsNoModel() throws Exception {
    Manifest.Report test =
        Objects.requireNonNull(Manifest.parse(artefact.bytes(Manifest.FILE)).evaluation().metrics())
            .test();
    assertThat(test.rows()).isEqualTo(401);
    assertThat(test.baselines().alwaysUp()).isEqualTo(test.baseRate());
    assertThat(test.interval95().accuracy())
        .satisfies(ends -> assertThat(test.accuracy()).isBetween(ends.get(0), ends.get(1)));
  }

  @Test
  void aManifestOfBeforeSaysNothingOfItsFeeds() throws Exception {
    Manifest old = Manifest.parse(artefact.bytes(Manifest.FILE));
    assertThat(old.data().feedRuns()).isEmpty();
    assertThat(old.metadata().instruments().runs()).isEmpty();
  }

  @Test
  void theFeedsRunsReachTheRiskGate() throws Exception {
    artefact.editManifest(m -> feedRuns(m, INSTRUMENT, 30, 0, -1));
    assertThat(Manifest.parse(artefact.bytes(Manifest.FILE)).metadata().instruments().runs())
        .containsExactly(Map.entry(INSTRUMENT, new LongestRuns(30, 0, -1)));
  }

  @Test
  void whatItServesReachesTheRiskGateAndWhoDoesNotSayItServesTheBasesOfItsTraining()
      throws Exception {
    artefact.editManifest(m -> m.remove("servedOn"));
    ModelInstruments own = Manifest.parse(artefact.bytes(Manifest.FILE)).metadata().instruments();
    assertThat(own.servedOn()).containsExactly("BTC-*@*");
    assertThat(own.serves("BTC-USDT-PERP@elsewhere")).isTrue();
    assertThat(own.serves("ETH-USDT@elsewhere")).isFalse();
    artefact.editManifest(m -> m.putArray("servedOn").add("BTC-USDT@*"));
    ModelInstruments one = Manifest.parse(artefact.bytes(Manifest.FILE)).metadata().instruments();
    assertThat(one.servedOn()).containsExactly("BTC-USDT@*");
    assertThat(one.serves("ETH-USDT@elsewhere")).isFalse();
  }

  @Test
  void allThatIsWrongWithTheFeedsRunsIsSaidAtOnce() {
    artefact.editManifest(
        m -> {
          feedRuns(m, INSTRUMENT, -2, 0, -1);
          feedRuns(m, INSTRUMENT, 1, -7, -3);
          feedRuns(m, "OTHER-USDT@sim", 0, 0, 0);
          m.put("trigger", "tick");
        });
    assertThatThrownBy(() -> Manifest.parse(artefact.bytes(Manifest.FILE)))
        .hasMessageContainingAll(
            "feedRuns: " + INSTRUMENT + ": expected once, found again",
            ": unchangedCloses: expected 0 or more, or -1 if there was none, found -2",
            ": barsWithoutVolume: expected 0 or more, or -1 if there was none, found -7",
            ": bookUnmovedMicros: expected 0 or more, or -1 if there was none, found -3",
            "feedRuns: OTHER-USDT@sim: expected one of instruments, found [",
            "trigger: expected bar or every, found tick");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{", "{}{}", "{\"id\": \"a\", \"id\": \"a\"}"})
  void whatIsNoManifestIsRefusedWithItsName(String text) {
    assertThatThrownBy(() -> Manifest.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageStartingWith("manifest.json: ");
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    artefact.editManifest(m -> m.put("trigger", "tick").put("horizonBars", 0).put("bar", "1 h"));
    assertThatThrownBy(() -> Manifest.parse(artefact.bytes(Manifest.FILE)))
        .hasMessageContainingAll(
            "trigger: expected bar or every, found tick",
            "horizonBars: expected at least 1, found 0",
            "bar: expected a length in its shortest form, such as 1h, found 1 h");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaks")
  void aFieldThatIsWrongIsNamed(String message, Consumer<ObjectNode> change) {
    artefact.editManifest(change);
    assertThatThrownBy(() -> Manifest.parse(artefact.bytes(Manifest.FILE)))
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageStartingWith("manifest.json: ")
        .hasMessageContaining(message);
  }

  static Stream<Arguments> breaks() {
    return Stream.of(
        broken("author: Unrecognized field", m -> m.put("author", "x")),
        broken("test: Missing", m -> m.remove("test")),
        broken("notes.[1]: ", m -> m.withArray("/notes").addNull()),
        broken("opset: ", m -> m.putNull("opset")),
        broken("horizonBars: ", m -> m.put("horizonBars", "1")),
        broken("bar: expected a length in its shortest form", m -> m.put("bar", "60m")),
        broken("id: expected 1 to 64 small", m -> m.put("id", "../tiny")),
        broken("id: expected 1 to 64 small", m -> m.put("id", "x".repeat(65))),
        broken("version: expected a number from 1", m -> m.put("version", "1000000000")),
        broken("version: expected a number from 1", m -> m.put("version", "latest")),
        broken("windowBars: expected 1 to 512, found 0", m -> m.put("windowBars", 0)),
        broken("windowBars: expected 1 to 512, found 513", m -> m.put("windowBars", 513)),
        broken("input.shape: expected [-1, 48, 3]", m -> m.put("windowBars", 48)),
        broken(
            "rsi(14): drift: expected pause, alert or ignore, found stop",
            m -> m.withObject("/features/1").put("drift", "stop")),
        broken("distinct names", m -> m.withObject("/features/1").put("name", "log_return")),
        broken("input.shape: expected [-1, 3]", m -> m.withArray("/input/shape").add(1)),
        broken("output.shape: expected [-1]", m -> m.withArray("/output/shape").add(2)),
        broken("training: expected from before to", ManifestTest::turnTraining),
        broken("test: expected instants", m -> m.withObject("/test").put("to", "2024-01-01")),
        broken("servedOn: ", m -> m.putNull("servedOn")),
        broken("servedOn.[0]: ", m -> m.putArray("servedOn").addNull()),
        broken(
            "servedOn: expected an instrument such as BTC-USDT@binance, BTC-USDT@* or BTC-*@*, was"
                + " BTC",
            m -> m.putArray("servedOn").add("BTC")),
        broken("feedRuns: ", m -> m.putNull("feedRuns")),
        broken("feedRuns: ", m -> m.put("feedRuns", 3)),
        broken("feedRuns.[0].instrument: Missing", m -> m.withArray("/feedRuns").addObject()),
        broken(
            "feedRuns.[0].unchangedCloses: ",
            m -> feedRuns(m, INSTRUMENT, 1, 1, 1).put("unchangedCloses", 1.5)),
        broken(
            "feedRuns.[0].barsWithoutVolume: ",
            m -> feedRuns(m, INSTRUMENT, 1, 1, 1).putNull("barsWithoutVolume")),
        broken(
            "feedRuns.[0].longest: Unrecognized field",
            m -> feedRuns(m, INSTRUMENT, 1, 1, 1).put("longest", 1)),
        broken("expected 101 numbers, found 102", m -> m.withArray("/strengthQuantiles").add(0.5)),
        broken("that do not fall", m -> m.withArray("/strengthQuantiles").set(50, 0.4)),
        broken("one more than edges", m -> m.withArray("/bins/ups").add(1)),
        broken("ups within 0 and counts", m -> m.withArray("/bins/ups").set(0, 1_000_000)),
        broken("rising edges", m -> m.withArray("/bins/edges").set(1, 0.0)),
        broken("files: expected exactly", m -> m.withObject("/files").put("x.bin", "00")),
        broken("files: model.onnx", m -> m.withObject("/files").put("model.onnx", "abc")));
  }

  /** Adds an entry of the section. */
  private static ObjectNode feedRuns(
      ObjectNode manifest, String instrument, long closes, long volume, long book) {
    return manifest
        .withArray("/feedRuns")
        .addObject()
        .put("instrument", instrument)
        .put("unchangedCloses", closes)
        .put("barsWithoutVolume", volume)
        .put("bookUnmovedMicros", book);
  }

  private static void turnTraining(ObjectNode manifest) {
    manifest.withObject("/training").put("to", "2019-01-01T00:00:00Z");
  }

  private static Arguments broken(String message, Consumer<ObjectNode> change) {
    return Arguments.of(message, change);
  }
}
