package io.tidemark.exchange.kucoin;

import io.tidemark.exchange.protocol.BadMessageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A level of a futures book.
 *
 * @param size in contracts; 0 removes the level
 */
record KucoinLevel(boolean bid, double price, double size) {

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,20}(?:\\.\\d{1,20})?),(buy|sell),(\\d{1,20}(?:\\.\\d{1,20})?)");

  /**
   * From {@code price,side,size}.
   *
   * @throws BadMessageException if the text has another form
   */
  static KucoinLevel of(String text) throws BadMessageException {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new BadMessageException("change is '" + text + "', no price,side,size");
    }
    return new KucoinLevel(
        matcher.group(2).equals("buy"),
        Double.parseDouble(matcher.group(1)),
        Double.parseDouble(matcher.group(3)));
  }
}
