package io.tidemark.core.score;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.bar.BarState;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.feature.BarSpec;
import io.tidemark.core.state.Codec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The bytes of {@link ScoringState}. Version 1: number of origins and each (topic, partition,
 * offset); clock; the bars (forming start, complete, last start, last close, flats, the forming
 * bar); closed bars, input missing; price, its two times; times of book, funding, Fear and Greed;
 * ATR, volatility; layout, number of cells and each. Version 2 adds the window: its layout, bars,
 * number of floats and each. Version 3 adds the number of features with the identity and cells of
 * each, and the number of frames with the length, closed bars and bars of each. Version 4 adds buys
 * and sells to every forming bar; writes a frame's kind and size in place of its length, and for
 * one that ends with trades the newest trade's time and the forming bar in place of the bars; and
 * adds the memory of trades: scattered, largest id, newest time, the window's words, number of
 * hashes and each, oldest first. Version 5 changes nothing here: versions are counted for the whole
 * of an instrument's state, of which these are the first bytes. Version 6 adds the topic's id to
 * each origin, behind the offset; before, it was not known. At the end it adds how the feed has
 * moved: bars with the same close, bars without volume, last close; best bid and ask with their
 * sizes, since when; the span of the newest trade and of each span its trades and those late.
 */
public final class ScoringStateCodec implements Codec<ScoringState> {

  private static final int VERSION = 6;

  /** Without any state. */
  public ScoringStateCodec() {}

  @Override
  public int version() {
    return VERSION;
  }

  /** A state of its own with the same content. */
  static ScoringState copy(ScoringState state) {
    ScoringStateCodec codec = new ScoringStateCodec();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      codec.write(state, new DataOutputStream(bytes));
      return codec.read(
          VERSION, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
  }

  @Override
  public void write(ScoringState state, DataOutput out) throws IOException {
    OriginTable origins = state.origins;
    out.writeInt(origins.size);
    for (int i = 0; i < origins.size; i++) {
      out.writeUTF(origins.topics[i]);
      out.writeInt(origins.partitions[i]);
      out.writeLong(origins.offsets[i]);
      out.writeUTF(origins.ids[i]);
    }
    out.writeLong(state.clock);
    writeBars(state.bars, out);
    out.writeInt(state.closedBars);
    out.writeBoolean(state.inputMissing);
    out.writeDouble(state.price);
    out.writeLong(state.priceEventTime);
    out.writeLong(state.priceAvailableAt);
    out.writeLong(state.bookAt);
    out.writeLong(state.fundingAt);
    out.writeLong(state.fearGreedAt);
    for (double value : state.ofBars) {
      out.writeDouble(value);
    }
    out.writeInt(state.layout);
    out.writeInt(state.cells.length);
    for (double cell : state.cells) {
      out.writeDouble(cell);
    }
    out.writeInt(state.pastLayout);
    out.writeInt(state.pastBars);
    out.writeInt(state.past.length);
    for (float value : state.past) {
      out.writeFloat(value);
    }
    writeLayout(state, out);
    writeTrades(state.trades, out);
    writeFeed(state.feed, out);
  }

  private static void writeLayout(ScoringState state, DataOutput out) throws IOException {
    out.writeInt(state.identities.length);
    for (int i = 0; i < state.identities.length; i++) {
      out.writeLong(state.identities[i]);
      out.writeInt(state.sizes[i]);
    }
    out.writeInt(state.frames.length);
    for (FrameState frame : state.frames) {
      writeSpec(frame.bar, out);
      out.writeInt(frame.closedBars);
      if (frame.bar.isOfTime()) {
        writeBars(frame.bars, out);
      } else {
        out.writeLong(frame.tradeBars.newest);
        writeBar(frame.tradeBars.forming, out);
      }
    }
  }

  private static void writeTrades(TradeMemory trades, DataOutput out) throws IOException {
    out.writeBoolean(trades.scattered);
    out.writeLong(trades.largest);
    out.writeLong(trades.newest);
    for (long word : trades.seen) {
      out.writeLong(word);
    }
    out.writeInt(trades.recent);
    int oldest = trades.recent < TradeMemory.RECENT ? 0 : trades.next;
    for (int i = 0; i < trades.recent; i++) {
      out.writeLong(trades.hashes[(oldest + i) % TradeMemory.RECENT]);
    }
  }

  private static void readTrades(TradeMemory trades, DataInput in) throws IOException {
    trades.scattered = in.readBoolean();
    trades.largest = in.readLong();
    trades.newest = in.readLong();
    for (int i = 0; i < trades.seen.length; i++) {
      trades.seen[i] = in.readLong();
    }
    trades.recent = in.readInt();
    trades.next = trades.recent % TradeMemory.RECENT;
    trades.hashes = new long[trades.recent == 0 ? 0 : TradeMemory.RECENT];
    for (int i = 0; i < trades.recent; i++) {
      trades.hashes[i] = in.readLong();
    }
  }

  private static void writeFeed(FeedHistory feed, DataOutput out) throws IOException {
    out.writeInt(feed.unchangedCloses);
    out.writeInt(feed.barsWithoutVolume);
    out.writeDouble(feed.close);
    out.writeDouble(feed.bidPrice);
    out.writeDouble(feed.bidSize);
    out.writeDouble(feed.askPrice);
    out.writeDouble(feed.askSize);
    out.writeLong(feed.bookMovedAt);
    out.writeLong(feed.span);
    for (int i = 0; i < FeedHistory.SPANS; i++) {
      out.writeInt(feed.trades[i]);
      out.writeInt(feed.late[i]);
    }
  }

  private static void readFeed(FeedHistory feed, DataInput in) throws IOException {
    feed.unchangedCloses = in.readInt();
    feed.barsWithoutVolume = in.readInt();
    feed.close = in.readDouble();
    feed.bidPrice = in.readDouble();
    feed.bidSize = in.readDouble();
    feed.askPrice = in.readDouble();
    feed.askSize = in.readDouble();
    feed.bookMovedAt = in.readLong();
    feed.span = in.readLong();
    for (int i = 0; i < FeedHistory.SPANS; i++) {
      feed.trades[i] = in.readInt();
      feed.late[i] = in.readInt();
    }
  }

  @Override
  public ScoringState read(int version, DataInput in) throws IOException {
    if (version < 1 || version > VERSION) {
      throw new IOException(
          "instrument state has version " + version + ", known are 1 to " + VERSION);
    }
    ScoringState state = new ScoringState();
    readOrigins(state.origins, version, in);
    state.clock = in.readLong();
    readBars(state.bars, version, in);
    state.closedBars = in.readInt();
    state.inputMissing = in.readBoolean();
    state.price = in.readDouble();
    state.priceEventTime = in.readLong();
    state.priceAvailableAt = in.readLong();
    state.bookAt = in.readLong();
    state.fundingAt = in.readLong();
    state.fearGreedAt = in.readLong();
    for (int i = 0; i < state.ofBars.length; i++) {
      state.ofBars[i] = in.readDouble();
    }
    state.layout = in.readInt();
    state.cells = new double[in.readInt()];
    for (int i = 0; i < state.cells.length; i++) {
      state.cells[i] = in.readDouble();
    }
    if (version > 1) {
      readPast(state, in);
    }
    if (version > 2) {
      readLayout(state, version, in);
    }
    if (version > 3) {
      readTrades(state.trades, in);
    }
    if (version > 5) {
      readFeed(state.feed, in);
    }
    return state;
  }

  private static void readOrigins(OriginTable origins, int version, DataInput in)
      throws IOException {
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      String topic = in.readUTF();
      int partition = in.readInt();
      long offset = in.readLong();
      origins.add(topic, version > 5 ? in.readUTF() : Origin.NO_ID, partition, offset);
    }
  }

  private static void readLayout(ScoringState state, int version, DataInput in) throws IOException {
    state.identities = new long[in.readInt()];
    state.sizes = new int[state.identities.length];
    for (int i = 0; i < state.sizes.length; i++) {
      state.identities[i] = in.readLong();
      state.sizes[i] = in.readInt();
    }
    state.frames = new FrameState[in.readInt()];
    for (int i = 0; i < state.frames.length; i++) {
      FrameState frame = new FrameState(readSpec(version, in));
      frame.closedBars = in.readInt();
      if (frame.bar.isOfTime()) {
        readBars(frame.bars, version, in);
      } else {
        frame.tradeBars.newest = in.readLong();
        readBar(frame.tradeBars.forming, version, in);
      }
      state.frames[i] = frame;
    }
  }

  private static BarSpec readSpec(int version, DataInput in) throws IOException {
    if (version < 4) {
      return BarSpec.ofTime(in.readLong());
    }
    int code = in.readByte();
    BarSpec.Kind kind =
        switch (code) {
          case 0 -> BarSpec.Kind.TIME;
          case 1 -> BarSpec.Kind.TRADES;
          case 2 -> BarSpec.Kind.VOLUME;
          default -> throw new IOException("instrument state holds bars of kind " + code);
        };
    return new BarSpec(kind, in.readDouble());
  }

  private static void writeSpec(BarSpec bar, DataOutput out) throws IOException {
    out.writeByte(
        switch (bar.kind()) {
          case TIME -> 0;
          case TRADES -> 1;
          case VOLUME -> 2;
        });
    out.writeDouble(bar.size());
  }

  private static void readPast(ScoringState state, DataInput in) throws IOException {
    state.pastLayout = in.readInt();
    state.pastBars = in.readInt();
    state.past = new float[in.readInt()];
    for (int i = 0; i < state.past.length; i++) {
      state.past[i] = in.readFloat();
    }
  }

  private static void writeBars(BarState bars, DataOutput out) throws IOException {
    out.writeLong(bars.formingStart);
    out.writeBoolean(bars.complete);
    out.writeLong(bars.lastStart);
    out.writeDouble(bars.lastClose);
    out.writeInt(bars.flats);
    writeBar(bars.forming, out);
  }

  private static void writeBar(Bar bar, DataOutput out) throws IOException {
    out.writeLong(bar.start);
    out.writeDouble(bar.open);
    out.writeDouble(bar.high);
    out.writeDouble(bar.low);
    out.writeDouble(bar.close);
    out.writeDouble(bar.volume);
    out.writeDouble(bar.signedVolume);
    out.writeDouble(bar.notional);
    out.writeLong(bar.updates);
    out.writeLong(bar.buys);
    out.writeLong(bar.sells);
  }

  private static void readBars(BarState bars, int version, DataInput in) throws IOException {
    bars.formingStart = in.readLong();
    bars.complete = in.readBoolean();
    bars.lastStart = in.readLong();
    bars.lastClose = in.readDouble();
    bars.flats = in.readInt();
    readBar(bars.forming, version, in);
  }

  private static void readBar(Bar bar, int version, DataInput in) throws IOException {
    bar.start = in.readLong();
    bar.open = in.readDouble();
    bar.high = in.readDouble();
    bar.low = in.readDouble();
    bar.close = in.readDouble();
    bar.volume = in.readDouble();
    bar.signedVolume = in.readDouble();
    bar.notional = in.readDouble();
    bar.updates = in.readLong();
    if (version > 3) {
      bar.buys = in.readLong();
      bar.sells = in.readLong();
    } else if (bar.updates > 0) {
      bar.buys = Bar.UNKNOWN; // they were not counted
      bar.sells = Bar.UNKNOWN;
    }
  }
}
