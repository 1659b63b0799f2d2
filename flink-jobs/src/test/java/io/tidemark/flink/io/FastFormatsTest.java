package io.tidemark.flink.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.signal.Signal;
import io.tidemark.wire.Command;
import io.tidemark.wire.ControlOrder;
import io.tidemark.wire.ExchangeBook;
import io.tidemark.wire.ExchangeTrade;
import io.tidemark.wire.FactKind;
import io.tidemark.wire.MarketEvent;
import io.tidemark.wire.schema.ReleasedSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read and written by hand, held against Avro's own reader and writer. */
class FastFormatsTest {

  private static final int TIMES = 2_000;

  private final LogFormat log = new LogFormat();
  private final LogEventReader reader = new LogEventReader();
  private final SingleObject<MarketEvent> avro = new SingleObject<>(MarketEvent.class);

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MODEL")
  void everyKindOfEventIsReadByHandAsAvroReadsIt(EventKind kind) {
    RandomFacts facts = new RandomFacts(7);
    for (int i = 0; i < TIMES; i++) {
      byte[] bytes = log.encode(facts.logEvent(kind));
      assertReadByHandAsByAvro(bytes);
    }
  }

  @Test
  void aChangeOfTheModelsIsLeftToAvro() {
    byte[] bytes = log.encode(new RandomFacts(7).logEvent(EventKind.MODEL));
    assertThat(reader.knows(bytes)).isTrue();
    assertThat(reader.read(bytes, 5, 6)).isNull();
    assertThat(assertAsByAvro(bytes)).isTrue();
  }

  @Test
  void whateverHappensToTheBytesTheEventOrTheReasonIsAvros() {
    Random random = new Random(8);
    RandomFacts facts = new RandomFacts(8);
    EventKind[] kinds = EventKind.values();
    int events = 0;
    for (int i = 0; i < 20 * TIMES; i++) {
      byte[] bytes = log.encode(facts.logEvent(kinds[i % kinds.length]));
      if (assertAsByAvro(PoisonTest.mutated(bytes, random))) {
        events++;
      }
    }
    assertThat(events).as("mutations that an event survives").isBetween(TIMES, 19 * TIMES);
  }

  @Test
  void everyTruncationIsRefusedAsAvroRefusesIt() {
    RandomFacts facts = new RandomFacts(9);
    for (EventKind kind : EventKind.values()) {
      byte[] bytes = log.encode(facts.logEvent(kind));
      for (int length = 0; length < bytes.length; length++) {
        assertThat(assertAsByAvro(Arrays.copyOf(bytes, length))).isFalse();
      }
      assertThat(assertAsByAvro(Arrays.copyOf(bytes, bytes.length + 1))).isFalse();
    }
  }

  @Test
  void aRecordThatDoesNotSayWhenItWasReceivedIsReadByHandToo() {
    MarketEvent trade = wire(EventKind.TRADE);
    ((ExchangeTrade) trade.getFact()).setReceivedAt(null);
    MarketEvent book = wire(EventKind.BOOK);
    ((ExchangeBook) book.getFact()).setReceivedAt(null);

    assertReadByHandAsByAvro(avro.encode(trade));
    assertReadByHandAsByAvro(avro.encode(book));
  }

  @Test
  void aKindOfALaterVersionIsReadByHandToo() {
    MarketEvent event = wire(EventKind.SENTIMENT);
    event.setKind(FactKind.UNKNOWN);

    assertReadByHandAsByAvro(avro.encode(event));
  }

  @Test
  void everyCommandIsReadAsAvroReadsIt() {
    MarketEvent event = wire(EventKind.CONTROL);
    for (FactKind kind : new FactKind[] {FactKind.CONTROL, FactKind.TICK}) {
      event.setKind(kind);
      for (Command command : Command.values()) {
        ((ControlOrder) event.getFact()).setCommand(command);
        boolean tick = command == Command.HEARTBEAT;
        boolean known = tick || ControlCommand.valueOf(command.name()) != ControlCommand.NONE;
        assertThat(assertAsByAvro(avro.encode(event)))
            .isEqualTo(known && tick == (kind == FactKind.TICK));
      }
    }
  }

  @Test
  void whatWasWrittenWithTheNewestSchemaIsReadByHand() {
    assertThat(reader.knows(avro.encode(wire(EventKind.TRADE)))).isTrue();
  }

  @Test
  void whatWasWrittenWithAnyReleasedSchemaIsReadByHand() throws IOException {
    Schema newest = MarketEvent.getClassSchema();
    for (Schema released : ReleasedSchemas.of("MarketEvent")) {
      for (EventKind kind : new EventKind[] {EventKind.TRADE, EventKind.BOOK, EventKind.TICK}) {
        byte[] bytes = written(wire(kind), newest, released);
        assertReadByHandAsByAvro(bytes);
        LogEvent event = Objects.requireNonNull(reader.read(bytes, 5, 6));
        assertThat(event.origin().topicId())
            .isEqualTo(
                released.getField("origin").schema().getField("topic_id") == null
                    ? ""
                    : wire(kind).getOrigin().getTopicId());
      }
    }
  }

  /** The same event as a version that had another schema wrote it. */
  private static byte[] written(MarketEvent event, Schema newest, Schema released)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new SpecificDatumWriter<MarketEvent>(newest).write(event, encoder);
    encoder.flush();
    GenericRecord record =
        new GenericDatumReader<GenericRecord>(newest, released)
            .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    ByteBuffer encoded =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), released).encode(record);
    byte[] value = new byte[encoded.remaining()];
    encoded.get(value);
    return value;
  }

  @Test
  void aSignalWrittenByHandHasTheBytesOfAvros() {
    RandomRecords records = new RandomRecords(10);
    OutputFormat<Signal> fast = Topic.SIGNALS.format();
    OutputFormat<Signal> slow = OutputFormat.signalsByAvro();
    for (int i = 0; i < 10 * TIMES; i++) {
      Signal signal = records.of(Topic.SIGNALS);
      assertThat(fast.encode(signal)).isEqualTo(slow.encode(signal));
    }
  }

  private MarketEvent wire(EventKind kind) {
    Parsed<MarketEvent> wire = avro.decode(log.encode(new RandomFacts(11).logEvent(kind)));
    return ((Parsed.Valid<MarketEvent>) wire).value();
  }

  private void assertReadByHandAsByAvro(byte[] bytes) {
    assertThat(reader.knows(bytes)).isTrue();
    LogEvent read = reader.read(bytes, 5, 6);
    assertThat(read).isNotNull();
    assertThat(assertAsByAvro(bytes)).isTrue();
  }

  /** Whether it is an event. */
  private boolean assertAsByAvro(byte @Nullable [] bytes) {
    Parsed<LogEvent> expected = log.decodeByAvro(bytes, 5, 6);
    Parsed<LogEvent> read = log.decode(bytes, 5, 6);
    boolean valid = expected instanceof Parsed.Valid<LogEvent>;
    if (valid) {
      assertThat(read).isInstanceOf(Parsed.Valid.class);
      assertThat(
              Bits.same(
                  ((Parsed.Valid<LogEvent>) read).value(),
                  ((Parsed.Valid<LogEvent>) expected).value()))
          .as("%s must be %s", read, expected)
          .isTrue();
    } else {
      assertThat(read).isEqualTo(expected);
    }
    return valid;
  }
}
