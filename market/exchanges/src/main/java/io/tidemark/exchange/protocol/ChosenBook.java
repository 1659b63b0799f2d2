package io.tidemark.exchange.protocol;

/**
 * An instrument's book at a venue that tells it in several ways: changes that are numbered, and
 * whole books or changes that are not. It is built from the subscription that came first; others
 * repeat it. Whole books need no beginning: they also replace a subscription that has told no book.
 */
public final class ChosenBook {

  private final NumberedBook numbered;
  private final TrackedBook plain;
  private String subscription = "";

  /**
   * No subscription is chosen yet.
   *
   * @param numbered for changes that are numbered
   * @param plain for whole books, and for changes that are not numbered
   */
  public ChosenBook(NumberedBook numbered, TrackedBook plain) {
    this.numbered = numbered;
    this.plain = plain;
  }

  /** For changes that are numbered. */
  public NumberedBook numbered() {
    return numbered;
  }

  /** For whole books, and for changes that are not numbered. */
  public TrackedBook plain() {
    return plain;
  }

  /** Whether the book is built from this subscription of changes. */
  public boolean isOf(String name) {
    if (subscription.isEmpty()) {
      subscription = name;
    }
    return subscription.equals(name);
  }

  /** Whether the book is built from this subscription of whole books. */
  public boolean isOfWhole(String name) {
    if (!plain.isKnown() && !numbered.levels().isKnown()) {
      subscription = name;
    }
    return isOf(name);
  }

  /**
   * A connection was opened, maybe beside others. Numbers tell whether changes are missing; without
   * them what came before is over, and a snapshot follows.
   */
  public void reconnected() {
    plain.forget();
    if (!numbered.levels().isKnown()) {
      subscription = "";
    }
  }
}
