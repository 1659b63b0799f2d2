package io.tidemark.flink.io;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Sentiment;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import io.tidemark.wire.binary.PayloadDecoder;
import io.tidemark.wire.binary.SingleObjectHeader;
import io.tidemark.wire.binary.TextCache;
import io.tidemark.wire.schema.ReleasedSchemas;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/**
 * Log events straight from their bytes, without Avro's tables and generated classes: the way of
 * nearly all events. It reads what was written with the first version of {@code MarketEvent}, with
 * the second, which has a place for a change of the models behind, with the third, whose commands
 * give a reason, with the fourth, whose origins have a topic id, or with one that only adds symbols
 * and kinds of facts at the end; where it is not sure of a value it says nothing, and {@link
 * LogFormat} asks Avro's reader, which also finds the reason of a refusal. A test holds the two
 * against each other.
 *
 * <p>Not thread-safe.
 *
 * <p>See RATIONALE.md, "Why are log events read, and signals written, by hand?"
 */
final class LogEventReader {

  /** Of the kinds: a symbol of a later version. */
  private static final int UNKNOWN = 0;

  private static final List<Side> SIDES = List.of(Side.UNKNOWN, Side.BUY, Side.SELL);

  /** From this layout on there is a place for a change of the models. */
  private static final int WITH_UPDATES = 1;

  /** From this layout on a command gives a reason. */
  private static final int WITH_REASONS = 2;

  /** From this layout on an origin has a topic id. */
  private static final int WITH_TOPIC_IDS = 3;

  /** Of each layout, the fingerprints of the schemas that write it. */
  private final long[][] layouts;

  private final PayloadDecoder in = new PayloadDecoder();
  private final TextCache texts = new TextCache();

  /** That of the event that is read. */
  private int layout;

  LogEventReader() {
    List<Schema> released = ReleasedSchemas.of("MarketEvent");
    layouts = new long[WITH_TOPIC_IDS + 1][];
    for (int i = 0; i < layouts.length; i++) {
      layouts[i] = fingerprints(released, released.get(i));
    }
  }

  private static long[] fingerprints(List<Schema> released, Schema base) {
    return released.stream()
        .filter(each -> AppendedSchema.extendsAtTheEnd(base, each))
        .mapToLong(SchemaNormalization::parsingFingerprint64)
        .toArray();
  }

  /** Whether a value was written with a schema that is read here. */
  boolean knows(byte[] value) {
    return SingleObjectHeader.begins(value) && layout(value) >= 0;
  }

  /** The layout of a value, the newest first; -1 if it is none of these. */
  private int layout(byte[] value) {
    long fingerprint = SingleObjectHeader.fingerprint(value);
    int newest = layouts.length - 1;
    while (newest >= 0 && !isAmong(layouts[newest], fingerprint)) {
      newest--;
    }
    return newest;
  }

  private static boolean isAmong(long[] fingerprints, long fingerprint) {
    for (long known : fingerprints) {
      if (known == fingerprint) {
        return true;
      }
    }
    return false;
  }

  /** The event; null where these bytes are no valid one, or none that is surely understood. */
  @Nullable LogEvent read(byte[] value, long offset, long appendedAt) {
    in.over(value, SingleObjectHeader.BYTES);
    layout = layout(value);
    try {
      LogEvent event = event(offset, appendedAt);
      boolean plain = event != null && (layout < WITH_UPDATES || in.readIndex() == 0);
      return plain && in.remaining() == 0 ? event : null;
    } catch (IOException e) {
      return null; // Avro's reader will say why
    }
  }

  private @Nullable LogEvent event(long offset, long appendedAt) throws IOException {
    String instrument = in.readString(texts);
    int kind = in.readEnum();
    in.readLong(); // the event's time, which the fact has, too
    long availableAt = in.readLong();
    Origin origin = origin();
    int branch = in.readIndex();
    boolean agree = kind == UNKNOWN || kind == branch + 1;
    if (!agree || !Instruments.isWellFormed(instrument)) {
      return null;
    }
    Parsed<? extends Fact> fact = fact(branch, availableAt);
    return fact instanceof Parsed.Valid<? extends Fact> valid
        ? new LogEvent(instrument, availableAt, origin, offset, appendedAt, valid.value())
        : null;
  }

  private Origin origin() throws IOException {
    return new Origin(
        in.readString(texts),
        in.readInt(),
        in.readLong(),
        layout < WITH_TOPIC_IDS ? Origin.NO_ID : in.readString(texts));
  }

  /** By the branch of the union, which is one less than the symbol of the kind. */
  private @Nullable Parsed<? extends Fact> fact(int branch, long received) throws IOException {
    return switch (branch) {
      case 0 -> trade(received);
      case 1 -> candle(received);
      case 2 -> book(received);
      case 3 ->
          Funding.of(in.readString(texts), in.readLong(), received(received), in.readDouble());
      case 4 -> sentiment(received);
      case 5 -> metric(received);
      case 6 -> control(received);
      case 7 -> Tick.of(in.readString(texts), in.readLong());
      default -> null;
    };
  }

  private @Nullable Parsed<Trade> trade(long received) throws IOException {
    String instrument = in.readString(texts);
    String id = in.readString();
    long eventTime = in.readLong();
    long receivedAt = received(received);
    double price = in.readDouble();
    double quantity = in.readDouble();
    Side side = symbol(SIDES);
    return side == null
        ? null
        : Trade.of(instrument, eventTime, receivedAt, id, price, quantity, side);
  }

  private Parsed<Candle> candle(long received) throws IOException {
    return Candle.of(
        in.readString(texts),
        in.readLong(),
        in.readLong(),
        received(received),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble());
  }

  private Parsed<Book> book(long received) throws IOException {
    return Book.of(
        in.readString(texts),
        in.readLong(),
        received(received),
        in.readDoubles(),
        in.readDoubles(),
        in.readDoubles(),
        in.readDoubles());
  }

  private Parsed<Sentiment> sentiment(long received) throws IOException {
    return Sentiment.of(
        in.readString(texts),
        in.readLong(),
        received(received),
        in.readString(texts),
        in.readDouble(),
        in.readDouble());
  }

  private Parsed<Metric> metric(long received) throws IOException {
    String name = in.readString(texts);
    String instrument = in.readString(texts);
    double value = in.readDouble();
    return Metric.of(instrument, in.readLong(), received(received), name, value);
  }

  private @Nullable Parsed<Control> control(long received) throws IOException {
    String instrument = in.readString(texts);
    long eventTime = in.readLong();
    long receivedAt = received(received);
    ControlCommand command = command();
    String by = in.readString();
    String why = layout < WITH_REASONS ? "" : in.readString();
    return command == null ? null : Control.of(instrument, eventTime, receivedAt, command, by, why);
  }

  private @Nullable ControlCommand command() throws IOException {
    return switch (in.readEnum()) {
      case 0 -> ControlCommand.NONE;
      case 1 -> ControlCommand.KILL;
      case 2 -> ControlCommand.RESUME;
      case 3 -> ControlCommand.ACKNOWLEDGE;
      // 4 is HEARTBEAT, which is no command: the log has ticks of its own
      case 5 -> layout < WITH_REASONS ? null : ControlCommand.RESUME_MODEL;
      default -> null;
    };
  }

  /** The union of null and a time; {@code otherwise} where it is null. */
  private long received(long otherwise) throws IOException {
    int branch = in.readIndex();
    if (branch != 0 && branch != 1) {
      throw new IOException("branch " + branch + " of two");
    }
    return branch == 0 ? otherwise : in.readLong();
  }

  private <T> @Nullable T symbol(List<T> symbols) throws IOException {
    int index = in.readEnum();
    return index >= 0 && index < symbols.size() ? symbols.get(index) : null;
  }
}
