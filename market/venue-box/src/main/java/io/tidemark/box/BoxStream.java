package io.tidemark.box;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A venue in the box whose books begin with a snapshot in the stream. */
abstract class BoxStream implements BoxDialect {

  private final Pattern book;

  /**
   * Reads subscriptions.
   *
   * @param book finds a subscription of a book in a text; its group is the symbol
   */
  BoxStream(String book) {
    this.book = Pattern.compile(book);
  }

  @Override
  public boolean knows(BoxFault fault) {
    return !fault.needsARequest();
  }

  @Override
  public Set<String> subscribesTo(String text) {
    return text.contains("\"subscribe\"") ? symbols(text) : Set.of();
  }

  /** The symbols whose books are named in the text. */
  final Set<String> symbols(String text) {
    Set<String> symbols = new HashSet<>();
    Matcher found = book.matcher(text);
    while (found.find()) {
      symbols.add(found.group(1));
    }
    return symbols;
  }

  @Override
  public Set<String> subscribesByPath(String path) {
    return Set.of();
  }

  @Override
  public List<String> heartbeat(BoxMarket market) {
    return List.of();
  }

  @Override
  public Optional<String> trades(String path, BoxMarket market) {
    return Optional.empty();
  }

  @Override
  public Optional<String> snapshot(String path, BoxMarket market) {
    return Optional.empty();
  }
}
