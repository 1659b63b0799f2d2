package io.tidemark.core.decision;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Why a decision is what it is, one sentence for people. The words are put together where they are
 * read: a strategy decides at every event, and few decisions become signals. Two that say the same
 * are equal.
 */
public final class Rationale {

  private final Supplier<String> words;

  /**
   * @param words gives the same at any time: it looks at nothing that changes
   */
  public Rationale(Supplier<String> words) {
    this.words = words;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Rationale rationale && toString().equals(rationale.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** The words. */
  @Override
  public String toString() {
    return words.get();
  }
}
