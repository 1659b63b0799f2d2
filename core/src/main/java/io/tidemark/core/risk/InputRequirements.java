package io.tidemark.core.risk;

import io.tidemark.core.market.MarketInput;
import java.io.Serializable;
import java.util.Set;

/**
 * Which inputs an instrument has. There is no third way between required and not applicable:
 * optional would fail open. A price is always required, and so is what is computed of prices.
 *
 * @param required missing or too old, what depends on it is withheld; every other input is one that
 *     the instrument does not have, and the verdict says so
 */
public record InputRequirements(Set<MarketInput> required) implements Serializable {

  /** For an instrument of which nothing was said: fails closed. */
  public static final InputRequirements ALL_REQUIRED =
      new InputRequirements(Set.of(MarketInput.values()));

  /** For an instrument of which only prices are known. */
  public static final InputRequirements PRICE_ONLY = new InputRequirements(Set.of());

  /** Copies what could be changed from outside. */
  public InputRequirements {
    required = Set.copyOf(required);
  }

  /** Whether the instrument has the input. */
  public boolean has(MarketInput input) {
    return required.contains(input);
  }
}
