package io.tidemark.flink.io;

import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.wire.ClockTick;
import io.tidemark.wire.FactKind;
import io.tidemark.wire.MarketEvent;
import org.jspecify.annotations.Nullable;

/**
 * Log events as bytes of {@link Topic#EVENTS} and back. Reading validates again, so that a poison
 * record in the log is a value, not a restart.
 *
 * <p>Cheap to create; not thread-safe, not serialisable: create it in {@code open()}.
 */
public final class LogFormat {

  private final SingleObject<MarketEvent> events = new SingleObject<>(MarketEvent.class);
  private final LogEventReader reader = new LogEventReader();

  /** The bytes; {@code offset} and {@code appendedAt} are Kafka's to give and are not in them. */
  public byte[] encode(LogEvent event) {
    Fact fact = event.fact();
    MarketEvent wire = new MarketEvent();
    wire.setInstrument(event.instrument());
    wire.setKind(FactKind.valueOf(fact.kind().name()));
    wire.setEventTime(Micros.instant(fact.eventTime()));
    wire.setAvailableAt(Micros.instant(event.availableAt()));
    wire.setOrigin(WireOutputs.wire(event.origin()));
    if (fact instanceof ModelUpdate update) {
      wire.setFact(new ClockTick(fact.instrument(), Micros.instant(fact.eventTime())));
      wire.setModelUpdate((io.tidemark.wire.ModelUpdate) WireFacts.toWire(update));
    } else {
      wire.setFact(WireFacts.toWire(fact));
    }
    return events.encode(wire);
  }

  /**
   * The event, or the reason why there is none; no value makes it throw.
   *
   * @param value the record's bytes; null where it had none
   * @param offset the record's offset
   * @param appendedAt the record's Kafka time, µs since the epoch
   */
  public Parsed<LogEvent> decode(byte @Nullable [] value, long offset, long appendedAt) {
    if (value != null && reader.knows(value)) {
      LogEvent event = reader.read(value, offset, appendedAt);
      if (event != null) {
        return Parsed.valid(event);
      }
    }
    return decodeByAvro(value, offset, appendedAt);
  }

  /** The same by Avro's reader: slower, but of any released schema, and with every reason. */
  public Parsed<LogEvent> decodeByAvro(byte @Nullable [] value, long offset, long appendedAt) {
    return events.decode(value).then(wire -> event(wire, offset, appendedAt));
  }

  private static Parsed<LogEvent> event(MarketEvent wire, long offset, long appendedAt) {
    String instrument = wire.getInstrument();
    if (!Instruments.isWellFormed(instrument)) {
      return Parsed.rejected(
          RejectReason.UNKNOWN_INSTRUMENT, "the log has no instrument '" + instrument + "'");
    }
    long availableAt = Micros.of(wire.getAvailableAt());
    Origin origin = WireOutputs.core(wire.getOrigin());
    Object said = wire.getModelUpdate() == null ? wire.getFact() : wire.getModelUpdate();
    return WireFacts.toFact(said, availableAt)
        .then(
            fact ->
                agree(wire.getKind(), fact.kind())
                    ? Parsed.valid(
                        new LogEvent(instrument, availableAt, origin, offset, appendedAt, fact))
                    : Parsed.rejected(
                        RejectReason.INCONSISTENT,
                        "the kind is " + wire.getKind() + ", the fact is a " + fact.kind()));
  }

  private static boolean agree(FactKind said, EventKind is) {
    return said == FactKind.UNKNOWN || said.name().equals(is.name());
  }
}
