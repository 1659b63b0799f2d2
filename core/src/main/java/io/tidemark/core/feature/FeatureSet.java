package io.tidemark.core.feature;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.bar.Print;
import io.tidemark.core.fact.Fact;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An ordered list of features, and where each keeps its cells. Most look at bars of one length; a
 * feature written with {@code @4h} looks at bars of its own. The lengths are the set's frames,
 * frame 0 being the set's own bar.
 */
public final class FeatureSet {

  private final long[] frameLengths;
  private final String[] names;
  private final Feature[] features;
  private final int[] frames;
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
    int size = written.size();
    List<Long> lengths = new ArrayList<>(List.of(barLength));
    names = new String[size];
    features = new Feature[size];
    frames = new int[size];
    offsets = new int[size];
    identities = new long[size];
    int next = 0;
    for (int i = 0; i < size; i++) {
      FeatureCatalog.Framed framed = FeatureCatalog.framed(written.get(i), barLength);
      Feature feature = framed.feature();
      boolean own = framed.barLength() != barLength;
      String name = feature.name() + (own ? "@" + BarLength.text(framed.barLength()) : "");
      if (Arrays.asList(names).contains(name)) {
        throw new IllegalArgumentException("feature '" + written.get(i) + "' stands there twice");
      }
      if (!lengths.contains(framed.barLength())) {
        lengths.add(framed.barLength());
      }
      names[i] = name;
      features[i] = feature;
      frames[i] = lengths.indexOf(framed.barLength());
      offsets[i] = next;
      identities[i] = identity(feature, framed.barLength());
      next += feature.cells();
    }
    cells = next;
    frameLengths = lengths.stream().mapToLong(Long::longValue).toArray();
    warmUps = new int[frameLengths.length];
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

  /** What a feature's cells are known by in a savepoint: its name and the length of its bars. */
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

  /** How many lengths of bars there are; the first is the set's own. */
  public int frames() {
    return frameLengths.length;
  }

  /** Length of a frame's bars, µs. */
  public long frameLength(int frame) {
    return frameLengths[frame];
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
    return frameLengths[0];
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

  private static long identity(Feature feature, long barLength) {
    String text = feature.name() + "@" + BarLength.text(barLength);
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
