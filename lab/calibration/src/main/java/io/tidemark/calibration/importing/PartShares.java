package io.tidemark.calibration.importing;

/**
 * How much of the time of an export belongs to each part; the test part has the rest.
 *
 * @param training share of the time, from its beginning
 * @param validation share of the time behind it
 */
public record PartShares(double training, double validation) {

  /** 60 % training, 20 % validation, 20 % test. */
  public static final PartShares DEFAULT = new PartShares(0.6, 0.2);

  /**
   * Refuses shares that leave a part empty.
   *
   * @throws IllegalArgumentException saying what they were
   */
  public PartShares {
    if (!(training > 0 && validation > 0 && training + validation < 1)) {
      throw new IllegalArgumentException(
          "the shares of training and validation must be above 0 and leave some for the test, were %s and %s"
              .formatted(training, validation));
    }
  }
}
