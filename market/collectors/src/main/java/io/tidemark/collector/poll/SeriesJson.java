package io.tidemark.collector.poll;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads answers that are rows of JSON; a row that cannot be read costs itself only. */
final class SeriesJson {

  /** Reads one row. */
  @FunctionalInterface
  interface RowReader {

    /**
     * Adds what the row says to {@code items}.
     *
     * @return places without a value
     * @throws BadMessageException if the row is not what is known
     */
    int read(JsonNode row, List<PollItem> items) throws BadMessageException;
  }

  private static final int SHOWN = 80;

  private SeriesJson() {}

  /**
   * The rows of an array.
   *
   * @param path the names of the objects around it and its own, from the outside
   */
  static Parsed<PollReading> rows(byte[] body, List<String> path, RowReader reader) {
    return Json.parse(new String(body, StandardCharsets.UTF_8))
        .then(root -> rows(root, path, reader));
  }

  private static Parsed<PollReading> rows(JsonNode root, List<String> path, RowReader reader) {
    JsonNode node = root;
    for (String name : path) {
      node = node.path(name);
    }
    if (!node.isArray()) {
      return Parsed.rejected(
          RejectReason.UNDECODABLE,
          "the answer has no array " + String.join(".", path) + ": " + shown(root));
    }
    List<PollItem> items = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    int empty = 0;
    for (JsonNode row : node) {
      try {
        empty += reader.read(row, items);
      } catch (BadMessageException e) {
        refused.add(e.getMessage() + " in " + shown(row));
      }
    }
    return refused.isEmpty() || !items.isEmpty()
        ? Parsed.valid(new PollReading(items, empty, refused))
        : Parsed.rejected(
            RejectReason.UNDECODABLE, "no row of the answer can be read: " + refused.get(0));
  }

  private static String shown(JsonNode node) {
    String text = node.toString();
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }
}
