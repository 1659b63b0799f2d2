package io.tidemark.core.feature.catalog;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.bar.Print;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.BarSpec;
import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.reference.ReferenceCandles;
import io.tidemark.core.feature.reference.References;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An ordered list of features, and where each keeps its cells. Most look at the set's own bars; a
 * feature written with {@code @4h} or {@code @1000t} looks at others. The kinds of bars are the
 * set's frames, frame 0 being the set's own bar, which has a length of time.
 */
public final class FeatureSet {

  private final long barLength;
  private final List<BarSpec> bars = new ArrayList<>();
  private final String[] names;
  private final Feature[] features;
  private final int[] frames;
  private final List<String> ofTrades = new ArrayList<>();
  private final int[] offsets;
  private final long[] identities;
  private final int cells;
  private final int[] warmUps;
  private final int[] readers;
  private final Market market = new Market();

  /**
   * @param written in the order of the vector
   * @param barLength µs
   * @throws IllegalArgumentException if a name is unknown or stands there twice
   */
  public FeatureSet(List<String> written, long barLength) {
    this.barLength = barLength;
    int size = written.size();
    bars.add(BarSpec.ofTime(barLength));
    names = new String[size];
    features = new Feature[size];
    frames = new int[size];
    offsets = new int[size];
    identities = new long[size];
    int next = 0;
    for (int i = 0; i < size; i++) {
      FeatureCatalog.Framed framed = FeatureCatalog.framed(written.get(i), barLength);
      Feature feature = framed.feature();
      BarSpec bar = framed.bar();
      String name = feature.name() + (bar.equals(bars.get(0)) ? "" : "@" + bar.text());
      if (Arrays.asList(names).contains(name)) {
        throw new IllegalArgumentException("feature '" + written.get(i) + "' stands there twice");
      }
      if (!bars.contains(bar)) {
        bars.add(bar);
      }
      if (framed.ofTrades()) {
        ofTrades.add(name);
      }
      names[i] = name;
      features[i] = feature;
      frames[i] = bars.indexOf(bar);
      offsets[i] = next;
      identities[i] = identity(feature, bar);
      next += feature.cells();
    }
    cells = next;
    warmUps = new int[bars.size()];
    for (int i = 0; i < size; i++) {
      warmUps[frames[i]] = Math.max(warmUps[frames[i]], features[i].warmUp());
    }
    readers = IntStream.range(0, size).filter(i -> features[i].readsTape()).toArray();
  }

  /** How many features there are. */
  public int size() {
    return features.length;
  }

  /** The normalised names, in order. */
  public List<String> names() {
    return List.of(names);
  }

  /** How many doubles of state they need together. */
  public int cells() {
    return cells;
  }

  /** How many doubles of state one of them needs. */
  public int cells(int feature) {
    return features[feature].cells();
  }

  /** Those that bars made of candles leave missing, which do not say who traded how often. */
  public List<String> ofTrades() {
    return List.copyOf(ofTrades);
  }

  /** What a feature's cells are known by in a savepoint: its name and its bars. */
  public long identity(int feature) {
    return identities[feature];
  }

  /** Whether a feature must take in closed bars before it is known. */
  public boolean warmsUp(int feature) {
    return features[feature].warmUp() > 0;
  }

  /** In which frame a feature is. */
  public int frame(int feature) {
    return frames[feature];
  }

  /** How many kinds of bars there are; the first is the set's own. */
  public int frames() {
    return bars.size();
  }

  /** A frame's bars. */
  public BarSpec frameBar(int frame) {
    return bars.get(frame);
  }

  /** The references, as they are written in features, that are none of these instruments. */
  public List<String> referencesBeside(List<String> instruments) {
    return ofReferences()
        .filter(candles -> instruments.stream().noneMatch(candles::isOf))
        .map(ReferenceCandles::of)
        .distinct()
        .toList();
  }

  /** Whether it looks at the candles of {@code instrument}, such as {@code BTC-USDT@binance}. */
  public boolean refersTo(String instrument) {
    return ofReferences().anyMatch(candles -> candles.isOf(instrument));
  }

  private Stream<ReferenceCandles> ofReferences() {
    return Arrays.stream(features)
        .filter(References.OfReference.class::isInstance)
        .map(feature -> ((References.OfReference) feature).candles());
  }

  /** Closed bars of the set's own length before every feature of them is known. */
  public int warmUp() {
    return warmUps[0];
  }

  /** Closed bars of a frame before every feature of them is known. */
  public int warmUp(int frame) {
    return warmUps[frame];
  }

  /** Bar length, µs. */
  public long barLength() {
    return barLength;
  }

  /**
   * The contract with a model: SHA-256 (hexadecimal) of {@code bar=} and the bar's length, and the
   * names, joined by line feeds.
   */
  public String hash() {
    return hash(names(), barLength());
  }

  /** {@link #hash()} of these names. */
  public static String hash(List<String> names, long barLength) {
    String text = "bar=" + BarLength.text(barLength) + "\n" + String.join("\n", names);
    return HexFormat.of().formatHex(sha256(text));
  }

  private static long identity(Feature feature, BarSpec bar) {
    String text = feature.name() + "@" + bar.text();
    return ByteBuffer.wrap(sha256(text)).getLong();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Writes the values as if {@code bar} closed now; NaN where one cannot be known yet. */
  public void values(double[] state, Bar bar, long clock, double[] out) {
    values(state, 0, bar, clock, out);
  }

  /** As {@link #values(double[], Bar, long, double[])}, but for those that are known. */
  public void values(double[] state, Bar bar, long clock, boolean[] known, double[] out) {
    market.bar = bar;
    market.clock = clock;
    for (int i = 0; i < features.length; i++) {
      if (frames[i] == 0 && !known[i]) {
        out[i] = features[i].value(state, offsets[i], market);
      }
    }
  }

  /** As {@link #values(double[], Bar, long, double[])}, those of one frame only. */
  public void values(double[] state, int frame, Bar bar, long clock, double[] out) {
    market.bar = bar;
    market.clock = clock;
    for (int i = 0; i < features.length; i++) {
      if (frames[i] == frame) {
        out[i] = features[i].value(state, offsets[i], market);
      }
    }
  }

  /** One value of a feature that does not look at bars; NaN where it cannot be known yet. */
  public double value(double[] state, int feature, long clock) {
    market.clock = clock;
    return features[feature].value(state, offsets[feature], market);
  }

  /** Takes in a closed bar of the set's own length. */
  public void close(double[] state, Bar bar, long clock) {
    close(state, 0, bar, clock);
  }

  /** Takes in a closed bar of a frame. */
  public void close(double[] state, int frame, Bar bar, long clock) {
    market.bar = bar;
    market.clock = clock;
    for (int i = 0; i < features.length; i++) {
      if (frames[i] == frame) {
        features[i].close(state, offsets[i], market);
      }
    }
  }

  /** Takes in a fact that is not part of a bar. */
  public void observe(double[] state, Fact fact, long clock) {
    for (int i = 0; i < features.length; i++) {
      features[i].observe(state, offsets[i], fact, clock);
    }
  }

  /** Takes in what was traded. */
  public void traded(double[] state, Print print) {
    for (int i : readers) {
      features[i].traded(state, offsets[i], print);
    }
  }

  /** Forgets what was learnt from a frame's bars. */
  public void forgetBars(double[] state, int frame) {
    for (int i = 0; i < features.length; i++) {
      if (frames[i] == frame) {
        features[i].forgetBars(state, offsets[i]);
      }
    }
  }
}
