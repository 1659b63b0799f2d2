package io.tidemark.exchange.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
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
final class PlainJson {

  private static final int DEEPEST = 32;
  private static final int LONGEST_TEXT = 1 << 16;

  /** Digits that fit into a long whatever they are. */
  private static final int MOST_DIGITS = 18;

  /** The digits of a decimal number of this length, with its point, are below 2^53. */
  private static final int LONGEST_SURE = 16;

  private static final int END = -1;

  /** What the objects of all messages are called by; objects below it are told by where they are. */
  private static final FieldNames START = FieldNames.start();

  /** Stands for the node of {@link #decimal}. */
  private static final JsonNode DECIMAL = MissingNode.getInstance();

  private static final KnownTexts NAMES = new KnownTexts();
  private static final KnownTexts TEXTS = new KnownTexts();

  private final byte[] text;
  private final int length;
  private final boolean exact;
  private final WrittenNumbers numbers;
  private int at;

  /** The last number with a point. */
  private double decimal;

  /** The last eight letters that {@link #closingQuote} passed. */
  private long letters;

  private PlainJson(String text, boolean exact) {
    this.text = text.getBytes(StandardCharsets.UTF_8);
    this.length = this.text.length;
    this.exact = exact;
    this.numbers = new WrittenNumbers(this.text);
  }

  /**
   * The tree; null where the text is not plain, or no JSON.
   *
   * @param exact whether numbers with a point keep the digits with which they were written
   */
  static @Nullable JsonNode read(String text, boolean exact) {
    PlainJson json = new PlainJson(text, exact);
    int first = json.next();
    JsonNode node = first == '{' || first == '[' ? json.value(first, 0, START) : null;
    return node != null && json.next() == END ? node : null;
  }

  /** The next character that is no white space, behind which it goes on. */
  private int next() {
    while (at < length) {
      byte c = text[at++];
      if (c > ' ' || (c != ' ' && c != '\n' && c != '\r' && c != '\t')) {
        return c;
      }
    }
    return END;
  }

  /**
   * The value that begins with this character.
   *
   * @param place the fields up to the one whose value it is, or in whose array it is
   */
  private @Nullable JsonNode value(int first, int depth, FieldNames place) {
    return switch (first) {
      case '"' -> string();
      case '[' -> depth < DEEPEST ? array(depth + 1, place) : null;
      case '{' -> depth < DEEPEST ? object(depth + 1, place.within()) : null;
      case 't' -> word("rue", BooleanNode.TRUE);
      case 'f' -> word("alse", BooleanNode.FALSE);
      case 'n' -> word("ull", NullNode.getInstance());
      default -> {
        JsonNode number = number(first);
        yield number == DECIMAL ? DoubleNode.valueOf(decimal) : number;
      }
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

  private boolean addToRow(int first) {
    int start = at;
    if (first == '"' && readsNumber()) {
      numbers.add(start);
      return true;
    }
    JsonNode other = first == '"' ? text() : number(first);
    if (other == DECIMAL) {
      numbers.add(decimal, at);
    } else if (other != null) {
      numbers.add(other, at);
    }
    return other != null;
  }

  private @Nullable JsonNode object(int depth, FieldNames none) {
    FieldNames names = none;
    JsonNode[] values = new JsonNode[none.expected()];
    int c = next();
    if (c == '}') {
      return new ObjectNode(JsonNodeFactory.instance, new FewFields(names, values));
    }
    while (c == '"') {
      FieldNames longer = names.guess(text, at);
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
  private @Nullable JsonNode larger(
      FieldNames few, JsonNode[] values, String first, int depth) {
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

  private @Nullable JsonNode string() {
    int start = at;
    if (readsNumber()) {
      return numbers.node(start);
    }
    return text();
  }

  private @Nullable JsonNode text() {
    int start = at;
    int end = closingQuote();
    int size = end - start;
    if (end < 0 || size > KnownTexts.LONGEST) {
      return end < 0 || size > LONGEST_TEXT ? null : new WrittenText(text, start);
    }
    TextNode known = TEXTS.find(text, start, end, letters);
    if (known == null) {
      known = TextNode.valueOf(cut(start, end));
      TEXTS.put(known, letters);
    }
    return known;
  }

  /** Whether the text that begins is a decimal number not below 0; if not, nothing was read. */
  private boolean readsNumber() {
    int end = numbers.read(at);
    if (end < 0) {
      return false;
    }
    at = end + 1;
    return true;
  }

  private @Nullable String name() {
    int start = at;
    int end = closingQuote();
    if (end <= start || end - start > KnownTexts.LONGEST) {
      return null;
    }
    TextNode name = NAMES.find(text, start, end, letters);
    if (name == null) {
      // Interned, so that it is the constant that it is looked for with.
      name = TextNode.valueOf(cut(start, end).intern());
      NAMES.put(name, letters);
    }
    return name.textValue();
  }

  private String cut(int start, int end) {
    return new String(text, start, end - start, StandardCharsets.US_ASCII);
  }

  private boolean isAt(String what, int start) {
    if (start + what.length() > length) {
      return false;
    }
    for (int i = 0; i < what.length(); i++) {
      if (text[start + i] != what.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Where the text ends that began, behind which it goes on; below 0 if it is not plain. */
  private int closingQuote() {
    long last = 0;
    for (int i = at; i < length; i++) {
      byte c = text[i];
      if (c == '"') {
        at = i + 1;
        letters = last;
        return i;
      }
      if (c < ' ' || c == '\\') { // letters beyond ASCII are below 0
        return END;
      }
      last = last << Byte.SIZE | c;
    }
    return END;
  }

  private @Nullable JsonNode word(String rest, JsonNode value) {
    if (!isAt(rest, at)) {
      return null;
    }
    at += rest.length();
    return value;
  }

  /** The number that begins; {@link #DECIMAL} for a {@code double}; null if it is not plain. */
  private @Nullable JsonNode number(int first) {
    int start = at - 1;
    boolean negative = first == '-';
    int from = negative ? at : start;
    long digits = digits(0, from);
    int count = at - from;
    boolean startsWithZero = count > 0 && text[from] == '0';
    if (count == 0 || count > MOST_DIGITS || (startsWithZero && count > 1)) {
      return null;
    }
    if (at < length && text[at] == '.') {
      return decimal(start, digits, at + 1);
    }
    if (goesOn() || (startsWithZero && negative)) {
      return null;
    }
    long value = negative ? -digits : digits;
    return (int) value == value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
  }

  private @Nullable JsonNode decimal(int start, long whole, int from) {
    long digits = digits(whole, from);
    int length = at - start;
    if (at == from || length > 2 * MOST_DIGITS || goesOn()) {
      return null;
    }
    if (exact) {
      return DecimalNode.valueOf(
          length > MOST_DIGITS
              ? new BigDecimal(cut(start, at))
              : BigDecimal.valueOf(text[start] == '-' ? -digits : digits, at - from));
    }
    if (length > LONGEST_SURE) {
      decimal = DecimalText.parse(cut(start, at));
      return DECIMAL;
    }
    double value = DecimalText.value(digits, at - from);
    decimal = text[start] == '-' ? -value : value;
    return DECIMAL;
  }

  /** These and the digits from here on, behind which it goes on. */
  private long digits(long before, int from) {
    long value = before;
    int i = from;
    while (i < length && text[i] >= '0' && text[i] <= '9') {
      value = 10 * value + text[i] - '0';
      i++;
    }
    at = i;
    return value;
  }

  /** Whether more of a number follows, or what no number ends with. */
  private boolean goesOn() {
    return at < length && ",]} \n\r\t".indexOf(text[at]) < 0;
  }
}
