package io.tidemark.exchange.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.exchange.json.DecimalText;
import io.tidemark.exchange.json.PlainJson;
import io.tidemark.exchange.json.WrittenNumber;
import io.tidemark.exchange.json.WrittenRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;

/** Reads what venues send; numbers may be numbers or their decimal text. */
public final class Json {

  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private static final ObjectReader EXACT_READER =
      READER
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

  /** Of an id that a venue writes with an exponent. */
  private static final int MOST_DIGITS = 40;

  private Json() {}

  /** The tree, or why the text is none. */
  public static Parsed<JsonNode> parse(String text) {
    return parse(text, false);
  }

  /**
   * As {@link #parse}, but numbers with a point keep the digits with which they were written, those
   * at the end that are 0 too: some venues' checksums are over them.
   */
  public static Parsed<JsonNode> parseExactly(String text) {
    return parse(text, true);
  }

  private static Parsed<JsonNode> parse(String text, boolean exactly) {
    JsonNode plain = PlainJson.read(text, exactly);
    return plain == null ? parse(exactly ? EXACT_READER : READER, text) : Parsed.valid(plain);
  }

  private static Parsed<JsonNode> parse(ObjectReader reader, String text) {
    try {
      JsonNode node = reader.readTree(text);
      return node == null || node.isMissingNode()
          ? Parsed.rejected(RejectReason.EMPTY, "the message has no text")
          : Parsed.valid(node);
    } catch (JsonProcessingException e) {
      return Parsed.rejected(RejectReason.UNDECODABLE, "the message is no JSON: " + words(e));
    }
  }

  /** Whether the field says something: a value that is neither null nor an empty text. */
  public static boolean says(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value instanceof WrittenNumber
        || (value.isValueNode()
            && !value.isNull()
            && !(value.isTextual() && value.textValue().isEmpty()));
  }

  /**
   * A field of the object as it is written, without reading the others: a text's contents, or the
   * JSON of any other value. Rejected where the text is no object or has no such field.
   */
  public static Parsed<String> field(String object, String field) {
    try (JsonParser parser = READER.getFactory().createParser(object)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.currentName().equals(field);
        JsonToken value = parser.nextToken();
        if (found && value == JsonToken.VALUE_STRING) {
          return Parsed.valid(parser.getText());
        }
        long start = parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        if (found) {
          parser.finishToken();
          return Parsed.valid(
              object.substring((int) start, (int) parser.currentLocation().getCharOffset()));
        }
      }
      return Parsed.rejected(RejectReason.UNDECODABLE, "there is no " + field);
    } catch (IOException e) {
      return Parsed.rejected(RejectReason.UNDECODABLE, "the text is no JSON object: " + words(e));
    }
  }

  /** Without where the text came from, which is nowhere. */
  private static String words(IOException e) {
    if (e instanceof JsonEOFException) {
      return "it ends within a value, so it was cut off";
    }
    if (e instanceof MismatchedInputException) {
      return "it goes on behind its value; give one message a line";
    }
    return String.valueOf(
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage());
  }

  /**
   * The field as a number.
   *
   * @throws BadMessageException if it is missing or no number
   */
  public static double number(JsonNode node, String field) throws BadMessageException {
    return number(node.path(field), (Object) field);
  }

  /**
   * The element as a number.
   *
   * @throws BadMessageException if it is missing or no number
   */
  public static double number(JsonNode array, int index) throws BadMessageException {
    return array instanceof WrittenRow row && row.hasNumber(index)
        ? row.number(index)
        : number(array.path(index), (Object) index);
  }

  /**
   * The field as a whole number.
   *
   * @throws BadMessageException if it is missing or no whole number
   */
  public static long whole(JsonNode node, String field) throws BadMessageException {
    return whole(node.path(field), (Object) field);
  }

  /**
   * The element as a whole number.
   *
   * @throws BadMessageException if it is missing or no whole number
   */
  public static long whole(JsonNode array, int index) throws BadMessageException {
    return whole(array.path(index), (Object) index);
  }

  private static long whole(JsonNode value, Object field) throws BadMessageException {
    if (value instanceof WrittenNumber written && written.whole() >= 0) {
      return written.whole();
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    if (value.isTextual()) {
      try {
        return Long.parseLong(value.textValue());
      } catch (NumberFormatException e) {
        String text = value.textValue();
        String kind = text.matches("[0-9]{19,}") ? "number below 2^63" : "whole number";
        throw new BadMessageException(named(field) + " is '" + text + "', no " + kind);
      }
    }
    throw bad(field, value, value.isBigInteger() ? "number below 2^63" : "whole number");
  }

  /**
   * The field as text.
   *
   * @throws BadMessageException if it is missing or no text
   */
  public static String text(JsonNode node, String field) throws BadMessageException {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw bad(field, value, "text");
    }
    return value.textValue();
  }

  /**
   * The field as an id: text, or a whole number's digits. Venues move from one to the other.
   *
   * @throws BadMessageException if it is missing or neither
   */
  public static String id(JsonNode node, String field) throws BadMessageException {
    JsonNode value = node.path(field);
    if (value.isTextual()) {
      return value.textValue();
    }
    if (value.isIntegralNumber()) {
      return value.asText();
    }
    if (value.isNumber() && Double.isFinite(value.doubleValue())) {
      BigDecimal number = value.decimalValue().stripTrailingZeros();
      if (number.scale() <= 0 && number.precision() - number.scale() <= MOST_DIGITS) {
        return number.toPlainString();
      }
    }
    throw bad(field, value, "id");
  }

  /**
   * The field as an id; empty where the venue gives none.
   *
   * @throws BadMessageException if it is neither text nor a whole number
   */
  public static String idOrNone(JsonNode node, String field) throws BadMessageException {
    JsonNode value = node.path(field);
    return value.isMissingNode() || value.isNull() ? "" : id(node, field);
  }

  /**
   * The field as an array.
   *
   * @throws BadMessageException if it is missing or no array
   */
  public static JsonNode array(JsonNode node, String field) throws BadMessageException {
    JsonNode value = node.path(field);
    if (!value.isArray()) {
      throw bad(field, value, "array");
    }
    return value;
  }

  /**
   * The field as a side: buy or sell, in capitals or not.
   *
   * @throws BadMessageException if it says neither
   */
  public static Side side(JsonNode node, String field) throws BadMessageException {
    return side(node.path(field), (Object) field);
  }

  /**
   * Whether the field, a side, says buy and not sell.
   *
   * @throws BadMessageException if it says neither
   */
  public static boolean buys(JsonNode node, String field) throws BadMessageException {
    return side(node, field) == Side.BUY;
  }

  /**
   * Whether the element, a side, says buy and not sell.
   *
   * @throws BadMessageException if it says neither
   */
  public static boolean buys(JsonNode array, int index) throws BadMessageException {
    return side(array.path(index), (Object) index) == Side.BUY;
  }

  private static Side side(JsonNode value, Object field) throws BadMessageException {
    return switch (value.asText().toLowerCase(Locale.ROOT)) {
      case "buy" -> Side.BUY;
      case "sell" -> Side.SELL;
      default -> throw bad(field, value, "side: neither buy nor sell");
    };
  }

  private static double number(JsonNode value, Object field) throws BadMessageException {
    if (value instanceof WrittenNumber written) {
      return written.number();
    }
    if (value.isNumber()) {
      return value.doubleValue();
    }
    if (value.isTextual()) {
      try {
        return DecimalText.parse(value.textValue());
      } catch (NumberFormatException e) {
        throw new BadMessageException(named(field) + " is '" + value.textValue() + "', no number");
      }
    }
    throw bad(field, value, "number");
  }

  /** A field has a name, an element of an array a number. */
  private static String named(Object field) {
    return field instanceof Integer ? "element " + field : field.toString();
  }

  private static BadMessageException bad(Object field, JsonNode value, String kind) {
    return new BadMessageException(
        value.isMissingNode()
            ? "there is no " + named(field)
            : named(field) + " is " + value + ", no " + kind);
  }
}
