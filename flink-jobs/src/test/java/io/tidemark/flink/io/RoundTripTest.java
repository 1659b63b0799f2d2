package io.tidemark.flink.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskClass;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict;
import io.tidemark.wire.schema.ReleasedSchemas;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundTripTest {

  private static final int TIMES = 500;

  @ParameterizedTest
  @EnumSource
  void aFactComesBackFromItsInputTopicBitForBit(EventKind kind) {
    RandomFacts facts = new RandomFacts(1);
    RawEncoder encoder = new RawEncoder();
    RawDecoder decoder = new RawDecoder();
    String topic = Topic.carrying(kind).topicName();
    for (int i = 0; i < TIMES; i++) {
      Fact fact = facts.fact(kind);
      assertSame(fact, decoder.decode(topic, encoder.encode(fact), 0));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEventComesBackFromTheLogBitForBit(EventKind kind) {
    RandomFacts facts = new RandomFacts(2);
    LogFormat log = new LogFormat();
    for (int i = 0; i < TIMES; i++) {
      LogEvent event = facts.logEvent(kind);
      byte[] bytes = log.encode(event);
      assertSame(event, log.decode(bytes, event.offset(), event.appendedAt()));
    }
  }

  @Test
  void outputsComeBackBitForBitAndGiveTheSameBytesAgain() {
    RandomRecords records = new RandomRecords(3);
    for (OutputTopic<?> output : Topic.OUTPUTS) {
      assertRoundTrips(output, records);
    }
  }

  @Test
  void theLargestDeadLetterFitsIntoAKafkaRecordOfDefaultSize() {
    byte[] whole = new byte[1_048_588];
    DeadLetter letter =
        DeadLetter.of(RejectReason.UNDECODABLE, "✓".repeat(5_000), new Origin("t", 1, 2), 3, whole);

    assertThat(Topic.DEAD_LETTERS.format().encode(letter)).hasSizeLessThan(1_000_000);
  }

  /** In any order: the core's may be one of meaning, and a symbol of the wire never moves. */
  @Test
  void theWireHasASymbolForEveryConstantOfTheCore() {
    assertMirrored(Action.values(), io.tidemark.wire.Action.values());
    assertMirrored(RiskClass.values(), io.tidemark.wire.RiskClass.values());
    assertMirrored(RiskRule.values(), io.tidemark.wire.RiskRule.values());
    assertMirrored(RiskVerdict.Outcome.values(), io.tidemark.wire.RiskOutcome.values());
    assertMirrored(AlertPhase.values(), io.tidemark.wire.AlertPhase.values());
    assertMirrored(RejectReason.values(), io.tidemark.wire.RejectReason.values());
    assertMirrored(EventKind.values(), io.tidemark.wire.FactKind.values());
  }

  @Test
  void theWireHasAllThatADriftStatusWasEverCalled() {
    assertThat(io.tidemark.wire.DriftStatus.values())
        .extracting(Enum::name)
        .containsExactly("UNKNOWN", "FILLING", "STABLE", "WATCH", "PAUSED", "WARN");
    for (DriftStatus status : DriftStatus.values()) {
      assertThat(WireDrift.wire(status).name()).isEqualTo(status.name());
    }
  }

  @Test
  void anAlertOfTheFirstVersionIsReadWithoutEvidence() throws IOException {
    Schema first = ReleasedSchemas.of("DriftAlert").get(0);
    GenericRecord old = new GenericData.Record(first);
    for (Schema.Field field : first.getFields()) {
      old.put(field.name(), of(field.schema()));
    }
    old.put("status", new GenericData.EnumSymbol(first.getField("status").schema(), "WATCH"));
    ByteBuffer encoded =
        new BinaryMessageEncoder<GenericRecord>(new GenericData(), first).encode(old);
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);

    Parsed<DriftAlert> read = Topic.DRIFT_ALERTS.format().decode(bytes);

    DriftAlert alert = ((Parsed.Valid<DriftAlert>) read).value();
    assertThat(alert.evidence()).isNull();
    assertThat(alert.status()).isEqualTo(DriftStatus.WARN);
  }

  @Test
  void everyTopicHasASchemaAndAName() {
    for (Topic topic : Topic.ALL) {
      assertThat(Topic.schema(topic).getDoc()).contains(topic.topicName());
      assertThat(Topic.named(topic.topicName())).isEqualTo(topic);
    }
    assertThat(Topic.of(Topic.Role.INPUT)).hasSize(8);
    assertThatThrownBy(() -> Topic.named("signal.v1"))
        .hasMessageStartingWith(
            "there is no topic 'signal.v1'; the topics are exchange.trades.v1,");
  }

  @Test
  void aPrefixedTopicIsRead() {
    Funding funding = new Funding("BTC-USDT-PERP@binance", 1, 2, 0.0001);
    byte[] bytes = new RawEncoder().encode(funding);

    assertThat(new RawDecoder("test.").decode("test.exchange.funding.v1", bytes, 0))
        .isEqualTo(Parsed.valid(funding));
    assertThatThrownBy(() -> new RawDecoder("test.").decode("exchange.funding.v1", bytes, 0))
        .hasMessage("'exchange.funding.v1' is not an input topic");
  }

  private static @Nullable Object of(Schema schema) {
    return switch (schema.getType()) {
      case STRING -> "a";
      case LONG -> 7L;
      case INT -> 7;
      case ENUM -> new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(1));
      default -> null;
    };
  }

  private static <T> void assertRoundTrips(OutputTopic<T> output, RandomRecords records) {
    OutputFormat<T> format = output.format();
    for (int i = 0; i < TIMES; i++) {
      T written = records.of(output);
      byte[] bytes = format.encode(written);
      Parsed<T> read = format.decode(bytes);
      assertSame(written, read);
      assertThat(format.encode(((Parsed.Valid<T>) read).value())).isEqualTo(bytes);
    }
  }

  private static void assertMirrored(Enum<?>[] core, Enum<?>[] wire) {
    List<String> expected = new ArrayList<>(List.of("UNKNOWN"));
    Arrays.stream(core).map(Enum::name).forEach(expected::add);
    assertThat(Arrays.stream(wire).map(Enum::name))
        .startsWith("UNKNOWN")
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  /** Compares by bits: a NaN equals a NaN, 0.0 is not -0.0. */
  private static void assertSame(Object written, Parsed<?> read) {
    assertThat(read).isInstanceOf(Parsed.Valid.class);
    Object value = ((Parsed.Valid<?>) read).value();
    assertThat(Bits.same(value, written)).as("%s must be %s", value, written).isTrue();
  }
}
