package io.tidemark.exchange.json;

/**
 * A JSON text that is a decimal number, such as most of what a book's message holds. The number was
 * read on the way.
 */
public final class WrittenNumber extends WrittenText {

  private static final long serialVersionUID = 1;

  private final double number;

  /**
   * A number.
   *
   * @param start where its text begins, which ends at the next quote
   */
  WrittenNumber(byte[] message, int start, double number) {
    super(message, start);
    this.number = number;
  }

  /** What {@link Double#parseDouble} makes of the text. */
  public double number() {
    return number;
  }

  /** The number if its text is digits alone; below 0 if there is a point. */
  public long whole() {
    long whole = 0;
    for (int i = 0; letter(i) != '"'; i++) {
      if (letter(i) == '.') {
        return -1;
      }
      whole = 10 * whole + letter(i) - '0';
    }
    return whole;
  }

  @Override
  public double asDouble(double otherwise) {
    return number;
  }
}
