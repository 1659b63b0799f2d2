package io.tidemark.backtest.metric;

/**
 * A number that a table shows.
 *
 * @param key by which JSON calls it
 * @param words for people
 * @param statistic how it comes of the rows
 * @param reflected whether noise only adds to it, so that draws lie above it: its interval is then
 *     reflected about its value and ends at 0
 */
public record Measure(String key, String words, Statistic statistic, boolean reflected) {

  /** One to which noise adds and from which it takes. */
  public static Measure of(String key, String words, Statistic statistic) {
    return new Measure(key, words, statistic, false);
  }

  /** The mean of a number of each row. */
  public static Measure mean(String key, String words, double[] values) {
    return of(key, words, times -> Means.mean(values, times));
  }
}
