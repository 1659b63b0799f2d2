package io.tidemark.bench.drift;

/**
 * How much is simulated.
 *
 * @param budget samples per false alarm
 * @param rows of an export
 * @param gates independent gates for each process: export, calibration and live stream of their own
 * @param live samples each of them watches
 * @param fewGates gates that look at a few features
 * @param fewLive samples each of them watches
 * @param features of the large family
 * @param familyGates gates of the large family
 * @param familyLive samples each of them watches
 * @param delayGates gates whose delays are measured
 * @param trials changes that each of them meets, of each kind
 * @param tuning calm samples on which a peer is tuned
 * @param longest samples that a change is waited for
 */
public record Scale(
    double budget,
    int rows,
    int gates,
    int live,
    int fewGates,
    int fewLive,
    int features,
    int familyGates,
    int familyLive,
    int delayGates,
    int trials,
    int tuning,
    int longest) {

  public static final Scale QUICK =
      new Scale(10_000, 50_000, 20, 100_000, 10, 150_000, 200, 2, 150_000, 5, 20, 500_000, 5_000);

  public static final Scale FULL =
      new Scale(
          100_000, 50_000, 100, 250_000, 40, 1_000_000, 200, 8, 3_000_000, 20, 10, 5_000_000,
          20_000);
}
