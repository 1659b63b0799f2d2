package io.tidemark.core.risk;

import java.io.Serializable;

/**
 * Which inputs an instrument has. A price is always required.
 *
 * @param funding funding rates; spot has none
 * @param fearGreed the Fear and Greed index
 * @param book order books
 */
public record InputRequirements(Need funding, Need fearGreed, Need book) implements Serializable {

  /** For an instrument of which nothing was said: fails closed. */
  public static final InputRequirements ALL_REQUIRED =
      new InputRequirements(Need.REQUIRED, Need.REQUIRED, Need.REQUIRED);

  /** For an instrument of which only prices are known. */
  public static final InputRequirements PRICE_ONLY =
      new InputRequirements(Need.NOT_APPLICABLE, Need.NOT_APPLICABLE, Need.NOT_APPLICABLE);

  /** Whether an input must be there. There is no third way: optional would fail open. */
  public enum Need {
    /** Missing or too old: what depends on it is withheld. */
    REQUIRED,
    /** The instrument does not have it; the verdict says so. */
    NOT_APPLICABLE
  }
}
