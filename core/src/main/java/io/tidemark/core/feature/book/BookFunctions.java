package io.tidemark.core.feature.book;

import static io.tidemark.core.feature.DriftRole.ALERT;
import static io.tidemark.core.feature.FeatureFunction.Needs.BOOK;
import static io.tidemark.core.feature.FeatureParameter.count;

import io.tidemark.core.fact.Book;
import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.FeatureFunction;
import io.tidemark.core.feature.FeatureMismatchException;
import io.tidemark.core.feature.FeatureParameter;
import java.util.List;

/** What the order book says. */
public final class BookFunctions {

  private static final FeatureParameter LEVELS = count("levels", 1, Book.MAX_LEVELS);

  private static final String THIS_BAR = "bar";
  private static final FeatureParameter WINDOW = FeatureParameter.span("window", "10s", "1h");

  private BookFunctions() {}

  public static List<FeatureFunction> all() {
    return List.of(
        FeatureFunction.of(
            "book_imbalance",
            BOOK,
            "-1 to 1",
            "(bid size - ask size) / (bid size + ask size) over the best levels of each side",
            "",
            ALERT,
            (a, bar) -> new Books.Imbalance(a.count("levels")),
            LEVELS.or("1")),
        FeatureFunction.of(
            "spread",
            BOOK,
            "fraction of the price",
            "(best ask - best bid) / mid",
            "",
            ALERT,
            (a, bar) -> new Books.Spread()),
        FeatureFunction.of(
            "microprice",
            BOOK,
            "fraction of the price",
            "microprice / mid - 1; best bid and ask, each weighted by the size on the other side",
            "Gatheral and Oomen, Zero-intelligence realized variance estimation, 2010",
            ALERT,
            (a, bar) -> new Books.Microprice()),
        FeatureFunction.of(
            "ofi",
            BOOK,
            "-1 to 1",
            "what was added to bids and taken from asks in this bar, or the window, over the sizes",
            "Cont, Kukanov and Stoikov, The price impact of order book events, 2014;"
                + " Xu, Gould and Howison, Multi-level order-flow imbalance, 2018",
            ALERT,
            (a, bar) -> orderFlow(a.count("levels"), a.word("window")),
            LEVELS,
            FeatureParameter.word("window").or(THIS_BAR)));
  }

  private static Feature orderFlow(int levels, String window) {
    return window.equals(THIS_BAR)
        ? new OrderFlowImbalance(levels)
        : new OrderFlowOverTime(levels, window(window));
  }

  private static long window(String written) {
    try {
      return WINDOW.value(written);
    } catch (IllegalArgumentException e) {
      throw new FeatureMismatchException(
          "window is '" + written + "', it must be '" + THIS_BAR + "' or " + WINDOW.range());
    }
  }
}
