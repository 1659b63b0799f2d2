package io.tidemark.core.feature;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every feature there is, by name. A new one is one small class and one line here. */
public final class FeatureCatalog {

  private static final Pattern FORM =
      Pattern.compile("([a-z_]+)(?:\\((\\d{1,9}(?:,\\d{1,9})*)\\))?");

  /**
   * How many parameters from and up to, what each is at least, and what they make with the bar's
   * length.
   */
  private record Entry(int fewest, int most, int least, BiFunction<int[], Long, Feature> make) {
    Entry(int parameters, BiFunction<int[], Long, Feature> make) {
      this(parameters, 1, make);
    }

    Entry(int parameters, int least, BiFunction<int[], Long, Feature> make) {
      this(parameters, parameters, least, make);
    }

    boolean takes(int parameters) {
      return parameters >= fewest && parameters <= most;
    }

    String count() {
      return fewest == most ? String.valueOf(most) : fewest + " or " + most;
    }
  }

  private static final int MOST = 10_000;

  private static final Map<String, Entry> ENTRIES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("log_return", new Entry(0, (p, bar) -> new Returns.Log())),
              Map.entry("return", new Entry(1, (p, bar) -> new Returns.Simple(p[0]))),
              Map.entry(
                  "realised_vol", new Entry(1, 2, (p, bar) -> new RealisedVolatility(p[0], bar))),
              Map.entry("rsi", new Entry(1, (p, bar) -> new Rsi(p[0]))),
              Map.entry("macd", new Entry(3, (p, bar) -> new Macd(p[0], p[1], p[2], false))),
              Map.entry("macd_signal", new Entry(3, (p, bar) -> new Macd(p[0], p[1], p[2], true))),
              Map.entry(
                  "bollinger_position", new Entry(1, 2, (p, bar) -> new Bollinger(p[0], false))),
              Map.entry("bollinger_width", new Entry(1, 2, (p, bar) -> new Bollinger(p[0], true))),
              Map.entry("atr", new Entry(1, (p, bar) -> new Atr(p[0]))),
              Map.entry(
                  "vwap_distance", new Entry(1, 2, (p, bar) -> new Volume.VwapDistance(p[0]))),
              Map.entry("volume_zscore", new Entry(1, (p, bar) -> new Volume.ZScore(p[0]))),
              Map.entry("signed_volume", new Entry(0, (p, bar) -> new Volume.SignedDelta())),
              Map.entry("book_imbalance", new Entry(0, 1, 1, (p, bar) -> Books.imbalance(p))),
              Map.entry("spread", new Entry(0, (p, bar) -> new Books.Spread())),
              Map.entry("microprice", new Entry(0, (p, bar) -> new Books.Microprice())),
              Map.entry("ofi", new Entry(1, (p, bar) -> new OrderFlowImbalance(p[0]))),
              Map.entry("funding", new Entry(0, (p, bar) -> new Context.FundingRate(false))),
              Map.entry("funding_change", new Entry(0, (p, bar) -> new Context.FundingRate(true))),
              Map.entry("sentiment", new Entry(1, (p, bar) -> new Context.DecayedSentiment(p[0]))),
              Map.entry("fear_greed", new Entry(0, (p, bar) -> new Context.FearGreed()))));

  private FeatureCatalog() {}

  /**
   * The feature of this name.
   *
   * @param name such as {@code rsi(14)}
   * @param barLength µs
   * @throws IllegalArgumentException if there is none, saying what there is, or if its parameters
   *     make no sense
   */
  public static Feature feature(String name, long barLength) {
    Matcher form = FORM.matcher(name);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "feature '" + name + "' must look like name or name(number,...), numbers up to " + MOST);
    }
    Entry entry = ENTRIES.get(form.group(1));
    if (entry == null) {
      throw new IllegalArgumentException(
          "there is no feature '" + form.group(1) + "'; there are " + names());
    }
    int[] parameters =
        form.group(2) == null
            ? new int[0]
            : Pattern.compile(",")
                .splitAsStream(form.group(2))
                .mapToInt(Integer::parseInt)
                .toArray();
    if (!entry.takes(parameters.length)) {
      throw new IllegalArgumentException(
          "feature '" + name + "' needs " + entry.count() + " parameters");
    }
    for (int parameter : parameters) {
      if (parameter < entry.least() || parameter > MOST) {
        throw new IllegalArgumentException(
            "feature '" + name + "': parameters must be between " + entry.least() + " and " + MOST);
      }
    }
    return entry.make().apply(parameters, barLength);
  }

  /** The names, without parameters, sorted. */
  public static List<String> names() {
    return List.copyOf(ENTRIES.keySet());
  }
}
