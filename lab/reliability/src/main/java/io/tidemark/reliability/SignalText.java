package io.tidemark.reliability;

import io.tidemark.core.fact.EventRef;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import java.util.HexFormat;

/**
 * What a signal says, without where its event stands in Kafka: the log is written at least once, so
 * a repetition moves the offsets of all that comes after it, and with them the ids.
 */
public final class SignalText {

  private final OutputFormat<Signal> format = Topic.SIGNALS.format();

  /** Makes an encoder, which reads schemas; one will do for many signals. */
  public SignalText() {}

  /** All bytes of it but id, superseded id and log offset, in hexadecimal. */
  public String of(Signal signal) {
    EventRef event = signal.event();
    Signal said =
        new Signal(
            "",
            "",
            new EventRef(event.instrument(), event.eventTime(), 0),
            signal.recommendation(),
            signal.prediction(),
            signal.basis(),
            signal.drift(),
            signal.verdicts());
    return HexFormat.of().formatHex(format.encode(said));
  }
}
