package io.tidemark.exchange.protocol;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much of the base currency a venue's usual contract is, for messages that are read without its
 * instrument list.
 */
public final class ContractSizes {

  private final Map<String, Double> sizes = new HashMap<>();

  /** These bases, separated by spaces, have contracts of this size. */
  public ContractSizes with(double size, String bases) {
    for (String base : bases.split(" ", -1)) {
      sizes.put(base, size);
    }
    return this;
  }

  /** The unit of the base's linear contracts; null where only the venue's list tells it. */
  public @Nullable Unit linear(String base) {
    Double size = sizes.get(base);
    return size == null ? null : new Unit.Linear(size);
  }
}
