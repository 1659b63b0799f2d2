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
import java.util.Arrays;
import java.util.Random;
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
