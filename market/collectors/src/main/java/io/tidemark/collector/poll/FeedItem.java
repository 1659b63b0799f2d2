package io.tidemark.collector.poll;

import io.tidemark.core.fact.TextItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The parts of an item while it is read, by what they are; the first of a kind counts. */
final class FeedItem {

  /** What an item may have. */
  enum Part {
    ID,
    TITLE,
    SUMMARY,
    CONTENT,
    URL,
    PUBLISHED,
    UPDATED,
    LANGUAGE
  }

  private static final int LONGEST_TITLE = 1_000;
  private static final int LONGEST_TEXT = 20_000;
  private static final int LONGEST_NAME = 2_000;

  private final Map<Part, String> parts = new HashMap<>();

  void put(Part part, String text) {
    if (!text.isBlank()) {
      parts.putIfAbsent(part, text.strip());
    }
  }

  private String get(Part part) {
    return parts.getOrDefault(part, "");
  }

  private String either(Part first, Part second) {
    return parts.getOrDefault(first, get(second));
  }

  /** The item; without an id its address is one, else its title, else its text. */
  PolledText text(PolledText.Feed feed, String language) {
    String title = PlainText.of(get(Part.TITLE), LONGEST_TITLE);
    String url = PlainText.cut(get(Part.URL), LONGEST_NAME);
    String text = PlainText.of(either(Part.CONTENT, Part.SUMMARY), LONGEST_TEXT);
    String id = get(Part.ID);
    for (String other : List.of(url, title, text)) {
      id = id.isEmpty() ? other : id;
    }
    TextItem item =
        new TextItem(
            PlainText.cut(id, LONGEST_NAME),
            title,
            text,
            url,
            PlainText.cut(parts.getOrDefault(Part.LANGUAGE, language), 20));
    return new PolledText(
        feed,
        item,
        FeedTime.parse(either(Part.PUBLISHED, Part.UPDATED)).orElse(null),
        FeedTime.parse(get(Part.UPDATED)).orElse(null));
  }
}
