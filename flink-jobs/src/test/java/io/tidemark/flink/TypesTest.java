package io.tidemark.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.drift.DriftState;
import io.tidemark.core.drift.DriftStateCodec;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.risk.RiskState;
import io.tidemark.core.risk.RiskStateCodec;
import io.tidemark.core.sequence.Held;
import io.tidemark.core.serve.InstrumentState;
import io.tidemark.core.serve.InstrumentStateCodec;
import io.tidemark.core.state.Codec;
import io.tidemark.flink.io.OutputTopic;
import io.tidemark.flink.io.RandomFacts;
import io.tidemark.flink.io.RandomRecords;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.state.CodecTypeInfo;
import io.tidemark.flink.state.HeldCodec;
import io.tidemark.flink.state.LogEventCodec;
import io.tidemark.flink.testbed.Market;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.PlainRun;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.topology.JobEnvironment;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** Nothing that flows or is kept is left to Kryo, and all of it comes back as it went. */
class TypesTest {

  private final RandomFacts facts = new RandomFacts(5);
  private final RandomRecords records = new RandomRecords(5);
  private final SerializerConfig noKryo =
      new SerializerConfigImpl(new Configuration().set(PipelineOptions.GENERIC_TYPES, false));

  @Test
  void theConfigurationOfTheseTestsRefusesKryo() {
    assertThatThrownBy(() -> TypeInformation.of(Fact.class).createSerializer(noKryo))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void everyFactThereIsTravelsInALogEvent() throws IOException {
    CodecTypeInfo<LogEvent> type = CodecTypeInfo.ofImmutable(LogEvent.class, new LogEventCodec());

    for (EventKind kind : EventKind.values()) {
      LogEvent event = facts.logEvent(kind);
      assertSame(travel(event, type), event);
    }
    assertThat(Stream.of(EventKind.values()).map(kind -> facts.fact(kind).getClass().getName()))
        .as("the kinds cover the facts")
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Fact.class.getPermittedSubclasses()).map(Class::getName).toList());
  }

  @Test
  void everyFactThereIsHasATypeOfItsOwn() throws IOException {
    for (EventKind kind : EventKind.values()) {
      assertTravels(facts.fact(kind));
    }
  }

  @Test
  void everyRecordBetweenOperatorsAndToTheSinksTravels() throws Exception {
    for (OutputTopic<?> output : Topic.OUTPUTS) {
      for (int i = 0; i < 20; i++) {
        assertTravels(records.of(output));
      }
    }
    List<Gated> gated = PlainRun.of(TestConfig.signal(), MarketLog.of(Market.facts(3))).gated;
    for (Gated each : gated.subList(gated.size() - 200, gated.size())) {
      assertTravels(each.assessment());
      assertTravels(each);
    }
  }

  @Test
  void aRecordOfKafkaTravelsWithAndWithoutAValue() throws IOException {
    assertTravels(new RawRecord("topic", 3, 17, 1_000, new byte[] {1, 2, 3}));
    assertTravels(new RawRecord("topic", 3, 17, 1_000, null));
  }

  @Test
  void everyStateComesBackFromItsBytes() throws IOException {
    assertTravels(new InstrumentState(), InstrumentState.class, new InstrumentStateCodec());
    assertTravels(new DriftState(), DriftState.class, new DriftStateCodec());
    assertTravels(new RiskState(), RiskState.class, new RiskStateCodec());
    assertTravels(new Held(facts.logEvent(EventKind.TRADE), 7), Held.class, new HeldCodec());
  }

  @Test
  void bothJobsRefuseKryoAndNamelessOperatorsWhenTheyAreSubmitted() {
    Configuration settings = JobEnvironment.settings(TestConfig.sequence());

    assertThat(settings.get(PipelineOptions.GENERIC_TYPES)).isFalse();
    assertThat(settings.get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
  }

  /** As Flink finds the type by itself. */
  @SuppressWarnings("unchecked") // a value's class is a class of such values
  private <T> void assertTravels(T value) throws IOException {
    T back = travel(value, TypeInformation.of((Class<T>) value.getClass()));
    assertSame(back, value);
  }

  private <T> void assertTravels(T value, Class<T> type, Codec<T> codec) throws IOException {
    T back = travel(value, CodecTypeInfo.ofMutable(type, codec));
    assertSame(back, value);
  }

  /** Field by field, NaN included. */
  private static void assertSame(Object back, Object value) {
    assertThat(back)
        .usingRecursiveComparison()
        .withEqualsForType(Double::equals, Double.class)
        .withEqualsForType(Float::equals, Float.class)
        .isEqualTo(value);
  }

  /** Written, read, copied. */
  private <T> T travel(T value, TypeInformation<T> type) throws IOException {
    TypeSerializer<T> serializer = type.createSerializer(noKryo);
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    T back = serializer.duplicate().deserialize(in);
    assertThat(in.available()).as("bytes left unread").isZero();
    return serializer.copy(back);
  }
}
