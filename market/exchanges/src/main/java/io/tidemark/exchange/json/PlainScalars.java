package io.tidemark.exchange.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads what holds no other value in a message's JSON: texts of ASCII without escapes, numbers
 * without exponents, words; and names of fields. What is not of this form is null.
 */
class PlainScalars {

  /** No character: the message has ended. */
  static final int END = -1;

  /** Digits that fit into a long whatever they are. */
  private static final int MOST_DIGITS = 18;

  /** The digits of a decimal number of this length, with its point, are below 2^53. */
  private static final int LONGEST_SURE = 16;

  private static final int LONGEST_TEXT = 1 << 16;

  /** Stands for the node of {@link #decimal}. */
  private static final JsonNode DECIMAL = MissingNode.getInstance();

  private static final KnownTexts NAMES = new KnownTexts();
  private static final KnownTexts TEXTS = new KnownTexts();

  final byte[] message;
  final WrittenNumbers numbers;

  /** Where the message goes on. */
  int at;

  private final int length;
  private final boolean exact;

  /** The last number with a point. */
  private double decimal;

  /** The last eight letters that {@link #closingQuote} passed. */
  private long letters;

  /**
   * Stands before the first character.
   *
   * @param exact whether numbers with a point keep the digits with which they were written
   */
  PlainScalars(String message, boolean exact) {
    this.message = message.getBytes(StandardCharsets.UTF_8);
    this.length = this.message.length;
    this.exact = exact;
    this.numbers = new WrittenNumbers(this.message);
  }

  /** The next character that is no white space, behind which it goes on. */
  final int next() {
    while (at < length) {
      byte c = message[at++];
      if (c > ' ' || (c != ' ' && c != '\n' && c != '\r' && c != '\t')) {
        return c;
      }
    }
    return END;
  }

  /** The value that begins with this character, which holds no other. */
  final @Nullable JsonNode scalar(int first) {
    return switch (first) {
      case '"' -> string();
      case 't' -> word("rue", BooleanNode.TRUE);
      case 'f' -> word("alse", BooleanNode.FALSE);
      case 'n' -> word("ull", NullNode.getInstance());
      default -> {
        JsonNode number = number(first);
        yield number instanceof MissingNode ? DoubleNode.valueOf(decimal) : number;
      }
    };
  }

  private @Nullable JsonNode string() {
    int start = at;
    return readsNumber() ? numbers.node(start) : text();
  }

  /** Whether the number or text that begins was read, and added to {@link #numbers}. */
  final boolean addToRow(int first) {
    int start = at;
    if (first == '"' && readsNumber()) {
      numbers.add(start);
      return true;
    }
    JsonNode other = first == '"' ? text() : number(first);
    if (other instanceof MissingNode) {
      numbers.add(decimal, at);
    } else if (other != null) {
      numbers.add(other, at);
    }
    return other != null;
  }

  private @Nullable JsonNode text() {
    int start = at;
    int end = closingQuote();
    int size = end - start;
    if (end < 0 || size > KnownTexts.LONGEST) {
      return end < 0 || size > LONGEST_TEXT ? null : new WrittenText(message, start);
    }
    TextNode known = TEXTS.find(message, start, end, letters);
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

  /** The name that begins; null if it is not plain. */
  final @Nullable String name() {
    int start = at;
    int end = closingQuote();
    if (end <= start || end - start > KnownTexts.LONGEST) {
      return null;
    }
    TextNode name = NAMES.find(message, start, end, letters);
    if (name == null) {
      // Interned, so that it is the constant that it is looked for with.
      name = TextNode.valueOf(cut(start, end).intern());
      NAMES.put(name, letters);
    }
    return name.textValue();
  }

  private String cut(int start, int end) {
    return new String(message, start, end - start, StandardCharsets.US_ASCII);
  }

  private boolean isAt(String what, int start) {
    if (start + what.length() > length) {
      return false;
    }
    for (int i = 0; i < what.length(); i++) {
      if (message[start + i] != what.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Where the text ends that began, behind which it goes on; below 0 if it is not plain. */
  private int closingQuote() {
    long last = 0;
    for (int i = at; i < length; i++) {
      byte c = message[i];
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
    boolean startsWithZero = count > 0 && message[from] == '0';
    if (count == 0 || count > MOST_DIGITS || (startsWithZero && count > 1)) {
      return null;
    }
    if (at < length && message[at] == '.') {
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
              : BigDecimal.valueOf(message[start] == '-' ? -digits : digits, at - from));
    }
    if (length > LONGEST_SURE) {
      decimal = DecimalText.parse(cut(start, at));
      return DECIMAL;
    }
    double value = DecimalText.value(digits, at - from);
    decimal = message[start] == '-' ? -value : value;
    return DECIMAL;
  }

  /** These and the digits from here on, behind which it goes on. */
  private long digits(long before, int from) {
    long value = before;
    int i = from;
    while (i < length && message[i] >= '0' && message[i] <= '9') {
      value = 10 * value + message[i] - '0';
      i++;
    }
    at = i;
    return value;
  }

  /** Whether more of a number follows, or what no number ends with. */
  private boolean goesOn() {
    return at < length && ",]} \n\r\t".indexOf(message[at]) < 0;
  }
}
