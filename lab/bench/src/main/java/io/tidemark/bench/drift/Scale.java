package io.tidemark.bench.drift;

/**
 * How much is simulated.
 *
 * @param budget samples per false alarm
 * @param rows of an export
 * @param alone gates that look at one stream, for each process
 * @param few gates that look at a few features
 * @param features of the large family
 * @param family gates of the large family
 * @param delays what delays are measured with
 */
public record Scale(
    double budget, int rows, Gates alone, Gates few, int features, Gates family, Trials delays) {

  public static final Scale QUICK =
      new Scale(
          10_000,
          50_000,
          new Gates(20, 100_000),
          new Gates(10, 150_000),
          200,
          new Gates(2, 150_000),
          new Trials(5, 20, 500_000, 5_000));

  public static final Scale FULL =
      new Scale(
          100_000,
          50_000,
          new Gates(100, 250_000),
          new Gates(40, 1_000_000),
          200,
          new Gates(8, 3_000_000),
          new Trials(20, 10, 5_000_000, 20_000));

  /**
   * Independent gates: export, calibration and live stream of their own.
   *
   * @param count how many
   * @param live samples each of them watches
   */
  public record Gates(int count, int live) {}

  /**
   * Changes that gates meet.
   *
   * @param gates whose delays are measured
   * @param changes that each of them meets, of each kind
   * @param tuning calm samples on which a peer is tuned
   * @param longest samples that a change is waited for
   */
  public record Trials(int gates, int changes, int tuning, int longest) {}
}
