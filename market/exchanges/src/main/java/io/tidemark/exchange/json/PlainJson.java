package io.tidemark.exchange.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that venues write nearly always: an object or array of ASCII without escapes,
 * exponents or great depth. The tree is the one that Jackson makes of the text, sooner, and numbers
 * that are written as texts are read already. Whatever else a text holds, an error too, is left to
 * Jackson.
 */
public final class PlainJson extends PlainScalars {

  private static final int DEEPEST = 32;

  /** Where names of fields are remembered from, of all messages. */
  private static final FieldNames START = FieldNames.start();

  private PlainJson(String message, boolean exact) {
    super(message, exact);
  }

  /**
   * The tree; null where the text is not plain, or no JSON.
   *
   * @param exact whether numbers with a point keep the digits with which they were written
   */
  public static @Nullable JsonNode read(String text, boolean exact) {
    PlainJson json = new PlainJson(text, exact);
    int first = json.next();
    JsonNode node = first == '{' || first == '[' ? json.value(first, 0, START) : null;
    return node != null && json.next() == END ? node : null;
  }

  /**
   * The value that begins with this character.
   *
   * @param place the fields up to the one whose value it is, or in whose array it is
   */
  private @Nullable JsonNode value(int first, int depth, FieldNames place) {
    return switch (first) {
      case '[' -> depth < DEEPEST ? array(depth + 1, place) : null;
      case '{' -> depth < DEEPEST ? object(depth + 1, place.within()) : null;
      default -> scalar(first);
    };
  }

  private @Nullable JsonNode array(int depth, FieldNames place) {
    int c = next();
    ArrayNode row = isOfRow(c) ? row(c) : null;
    if (row != null) {
      return row;
    }
    ArrayNode node = new ArrayNode(JsonNodeFactory.instance, 4);
    if (c == ']') {
      return node;
    }
    while (true) {
      JsonNode value = value(c, depth, place);
      if (value == null) {
        return null;
      }
      node.add(value);
      c = next();
      if (c != ',') {
        return c == ']' ? node : null;
      }
      c = next();
    }
  }

  private static boolean isOfRow(int first) {
    return first == '"' || first == '-' || (first >= '0' && first <= '9');
  }

  /** An array of numbers and texts, nothing else; null if it is another, and nothing was read. */
  private @Nullable ArrayNode row(int first) {
    int start = at;
    int before = numbers.count();
    int c = first;
    while (isOfRow(c) && addToRow(c)) {
      c = next();
      if (c == ']') {
        return new WrittenRow(numbers.since(before));
      }
      c = c == ',' ? next() : END;
    }
    at = start;
    numbers.keep(before);
    return null;
  }

  private @Nullable JsonNode object(int depth, FieldNames none) {
    FieldNames names = none;
    JsonNode[] values = new JsonNode[none.expected()];
    int c = next();
    if (c == '}') {
      return new ObjectNode(JsonNodeFactory.instance, new FewFields(names, values));
    }
    while (c == '"') {
      FieldNames longer = names.guess(message, at);
      if (longer == null) {
        String name = name();
        longer = name == null ? null : names.with(name);
        if (longer == null) {
          return name == null ? null : larger(names, values, name, depth);
        }
      } else {
        at += longer.written();
      }
      JsonNode value = next() == ':' ? value(next(), depth, longer) : null;
      if (value == null) {
        return null;
      }
      if (names.count() == values.length) {
        values = Arrays.copyOf(values, 2 * values.length);
      }
      values[names.count()] = value;
      names = longer;
      c = next();
      if (c != ',') {
        none.expect(names.count());
        return c == '}'
            ? new ObjectNode(JsonNodeFactory.instance, new FewFields(names, values))
            : null;
      }
      c = next();
    }
    return null;
  }

  /**
   * An object that has many fields, or two of one name.
   *
   * @param few those that were read, with their values
   * @param first the name that was read last
   */
  private @Nullable JsonNode larger(FieldNames few, JsonNode[] values, String first, int depth) {
    Map<String, JsonNode> fields = new LinkedHashMap<>(new FewFields(few, values));
    String name = first;
    while (name != null) {
      JsonNode value = next() == ':' ? value(next(), depth, few) : null;
      if (value == null) {
        return null;
      }
      fields.put(name, value);
      int c = next();
      if (c != ',') {
        return c == '}' ? new ObjectNode(JsonNodeFactory.instance, fields) : null;
      }
      name = next() == '"' ? name() : null;
    }
    return null;
  }
}
