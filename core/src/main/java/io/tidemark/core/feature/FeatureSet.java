package io.tidemark.core.feature;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.fact.Fact;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** An ordered list of features over bars of one length, and where each keeps its cells. */
public final class FeatureSet {

  private final long barLength;
  private final Feature[] features;
  private final int[] offsets;
  private final int cells;
  private final int warmUp;
  private final Market market = new Market();

  /**
   * @param names in the order of the vector
   * @param barLength µs
   * @throws IllegalArgumentException if a name is unknown or stands there twice
   */
  public FeatureSet(List<String> names, long barLength) {
    this.barLength = barLength;
    List<Feature> list = new ArrayList<>();
    for (String name : names) {
      Feature feature = FeatureCatalog.feature(name, barLength);
      if (list.stream().anyMatch(f -> f.name().equals(feature.name()))) {
        throw new IllegalArgumentException("feature '" + name + "' stands there twice");
      }
      list.add(feature);
    }
    features = list.toArray(Feature[]::new);
    offsets = new int[features.length];
    int next = 0;
    int warm = 0;
    for (int i = 0; i < features.length; i++) {
      offsets[i] = next;
      next += features[i].cells();
      warm = Math.max(warm, features[i].warmUp());
    }
    cells = next;
    warmUp = warm;
  }

  /** How many features there are. */
  public int size() {
    return features.length;
  }

  /** The normalised names, in order. */
  public List<String> names() {
    return Arrays.stream(features).map(Feature::name).toList();
  }

  /** How many doubles of state they need together. */
  public int cells() {
    return cells;
  }

  /** Closed bars before every feature of bars is known. */
  public int warmUp() {
    return warmUp;
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
    return hash(names(), barLength);
  }

  /** {@link #hash()} of these names. */
  public static String hash(List<String> names, long barLength) {
    String text = "bar=" + BarLength.text(barLength) + "\n" + String.join("\n", names);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Writes the values as if {@code bar} closed now; NaN where one cannot be known yet. */
  public void values(double[] state, Bar bar, long clock, double[] out) {
    market.bar = bar;
    market.clock = clock;
    for (int i = 0; i < features.length; i++) {
      out[i] = features[i].value(state, offsets[i], market);
    }
  }

  /** One value of a feature that does not look at bars; NaN where it cannot be known yet. */
  public double value(double[] state, int feature, long clock) {
    market.clock = clock;
    return features[feature].value(state, offsets[feature], market);
  }

  /** Takes in a closed bar. */
  public void close(double[] state, Bar bar, long clock) {
    market.bar = bar;
    market.clock = clock;
    for (int i = 0; i < features.length; i++) {
      features[i].close(state, offsets[i], market);
    }
  }

  /** Takes in a fact that is not part of a bar. */
  public void observe(double[] state, Fact fact, long clock) {
    for (int i = 0; i < features.length; i++) {
      features[i].observe(state, offsets[i], fact, clock);
    }
  }

  /** Forgets what was learnt from bars. */
  public void forgetBars(double[] state) {
    for (int i = 0; i < features.length; i++) {
      features[i].forgetBars(state, offsets[i]);
    }
  }
}
