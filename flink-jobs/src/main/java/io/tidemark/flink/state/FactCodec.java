package io.tidemark.flink.state;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Sentiment;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.state.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A fact between operators. Version 3: the kind's ordinal (one byte), instrument, event time, then
 * the kind's own fields in the order of its record; {@code availableAt} stands where the record has
 * it. Strings are UTF-8 behind their length in bytes (four bytes), arrays behind their number of
 * elements, enums one byte. Version 2 is the same, version 1 had no reason in a command. Reading
 * does not validate: what is written was a fact.
 */
@SuppressWarnings("EnumOrdinal") // the golden bytes pin the order of the constants
public final class FactCodec implements Codec<Fact> {

  private static final Side[] SIDES = Side.values();
  private static final ControlCommand[] COMMANDS = ControlCommand.values();
  private static final ModelAction[] ACTIONS = ModelAction.values();

  @Override
  public int version() {
    return 3;
  }

  @Override
  public void write(Fact fact, DataOutput out) throws IOException {
    out.writeByte(fact.kind().ordinal());
    writeString(fact.instrument(), out);
    switch (fact.kind()) {
      case TRADE -> writeTrade((Trade) fact, out);
      case CANDLE -> writeCandle((Candle) fact, out);
      case BOOK -> writeBook((Book) fact, out);
      case FUNDING -> {
        writeTimes(fact, out);
        out.writeDouble(((Funding) fact).rate());
      }
      case SENTIMENT -> writeSentiment((Sentiment) fact, out);
      case METRIC -> {
        writeTimes(fact, out);
        writeString(((Metric) fact).name(), out);
        out.writeDouble(((Metric) fact).value());
      }
      case CONTROL -> {
        writeTimes(fact, out);
        out.writeByte(((Control) fact).command().ordinal());
        writeString(((Control) fact).by(), out);
        writeString(((Control) fact).why(), out);
      }
      case TICK -> out.writeLong(fact.eventTime());
      case MODEL -> writeUpdate((ModelUpdate) fact, out);
    }
  }

  @Override
  public Fact read(int version, DataInput in) throws IOException {
    EventKind kind = EventKind.of(in.readUnsignedByte());
    String instrument = readString(in);
    return switch (kind) {
      case TRADE -> readTrade(instrument, in);
      case CANDLE -> readCandle(instrument, in);
      case BOOK -> readBook(instrument, in);
      case FUNDING -> new Funding(instrument, in.readLong(), in.readLong(), in.readDouble());
      case SENTIMENT -> readSentiment(instrument, in);
      case METRIC ->
          new Metric(instrument, in.readLong(), in.readLong(), readString(in), in.readDouble());
      case CONTROL ->
          new Control(
              instrument,
              in.readLong(),
              in.readLong(),
              COMMANDS[in.readUnsignedByte()],
              readString(in),
              version < 2 ? "" : readString(in));
      case TICK -> new Tick(instrument, in.readLong());
      case MODEL -> readUpdate(instrument, in);
    };
  }

  /** UTF-8 behind its length; {@code DataOutput.writeUTF} would fail beyond 64 KiB. */
  static void writeString(String text, DataOutput out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String readString(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void writeTimes(Fact fact, DataOutput out) throws IOException {
    out.writeLong(fact.eventTime());
    out.writeLong(fact.availableAt());
  }

  private static void writeTrade(Trade trade, DataOutput out) throws IOException {
    writeTimes(trade, out);
    writeString(trade.tradeId(), out);
    out.writeDouble(trade.price());
    out.writeDouble(trade.quantity());
    out.writeByte(trade.takerSide().ordinal());
  }

  private static Trade readTrade(String instrument, DataInput in) throws IOException {
    return new Trade(
        instrument,
        in.readLong(),
        in.readLong(),
        readString(in),
        in.readDouble(),
        in.readDouble(),
        SIDES[in.readUnsignedByte()]);
  }

  private static void writeCandle(Candle candle, DataOutput out) throws IOException {
    out.writeLong(candle.start());
    out.writeLong(candle.length());
    out.writeLong(candle.availableAt());
    out.writeDouble(candle.open());
    out.writeDouble(candle.high());
    out.writeDouble(candle.low());
    out.writeDouble(candle.close());
    out.writeDouble(candle.volume());
  }

  private static Candle readCandle(String instrument, DataInput in) throws IOException {
    return new Candle(
        instrument,
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble());
  }

  private static void writeBook(Book book, DataOutput out) throws IOException {
    writeTimes(book, out);
    writeDoubles(book.bidPrices(), out);
    writeDoubles(book.bidSizes(), out);
    writeDoubles(book.askPrices(), out);
    writeDoubles(book.askSizes(), out);
  }

  private static Book readBook(String instrument, DataInput in) throws IOException {
    return new Book(
        instrument,
        in.readLong(),
        in.readLong(),
        readDoubles(in),
        readDoubles(in),
        readDoubles(in),
        readDoubles(in));
  }

  private static void writeSentiment(Sentiment sentiment, DataOutput out) throws IOException {
    writeTimes(sentiment, out);
    writeString(sentiment.source(), out);
    out.writeDouble(sentiment.score());
    out.writeDouble(sentiment.weight());
  }

  private static Sentiment readSentiment(String instrument, DataInput in) throws IOException {
    return new Sentiment(
        instrument, in.readLong(), in.readLong(), readString(in), in.readDouble(), in.readDouble());
  }

  private static void writeUpdate(ModelUpdate update, DataOutput out) throws IOException {
    writeTimes(update, out);
    out.writeByte(update.action().ordinal());
    writeString(update.model().id(), out);
    writeString(update.model().version(), out);
    writeString(update.model().sha256(), out);
    writeString(update.by(), out);
  }

  private static ModelUpdate readUpdate(String instrument, DataInput in) throws IOException {
    return new ModelUpdate(
        instrument,
        in.readLong(),
        in.readLong(),
        ACTIONS[in.readUnsignedByte()],
        new ModelRef(readString(in), readString(in), readString(in)),
        readString(in));
  }

  private static void writeDoubles(double[] values, DataOutput out) throws IOException {
    out.writeInt(values.length);
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  private static double[] readDoubles(DataInput in) throws IOException {
    double[] values = new double[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readDouble();
    }
    return values;
  }
}
