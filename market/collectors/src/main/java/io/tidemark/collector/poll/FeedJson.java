package io.tidemark.collector.poll;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.collector.poll.FeedItem.Part;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads JSON Feed, versions 1 and 1.1. */
final class FeedJson {

  private static final String VERSION = "https://jsonfeed.org/version/";
  private static final Map<String, Part> PARTS =
      Map.of(
          "id", Part.ID,
          "title", Part.TITLE,
          "summary", Part.SUMMARY,
          "url", Part.URL,
          "date_published", Part.PUBLISHED,
          "date_modified", Part.UPDATED,
          "language", Part.LANGUAGE);

  private FeedJson() {}

  static Parsed<PollReading> read(String text, PolledText.Feed feed) {
    return Json.parse(text).then(root -> read(root, feed));
  }

  private static Parsed<PollReading> read(JsonNode root, PolledText.Feed feed) {
    if (!root.path("version").asText().startsWith(VERSION) || !root.path("items").isArray()) {
      return Parsed.rejected(
          RejectReason.UNDECODABLE,
          "the answer is JSON, but no JSON Feed: it has no version " + VERSION + "1 with items");
    }
    List<PolledText> items = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (JsonNode each : root.path("items")) {
      if (each.isObject()) {
        items.add(item(each).text(feed, text(root, "language")));
      } else {
        refused.add("an item is no object");
      }
    }
    return Parsed.valid(new PollReading(items, 0, refused));
  }

  private static FeedItem item(JsonNode node) {
    FeedItem item = new FeedItem();
    PARTS.forEach((name, part) -> item.put(part, text(node, name)));
    item.put(Part.CONTENT, text(node, "content_text"));
    item.put(Part.CONTENT, text(node, "content_html"));
    return item;
  }

  /** Null says nothing, as an absent member, and neither does what holds other values. */
  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isNull() ? "" : value.asText();
  }
}
