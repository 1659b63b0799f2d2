package io.tidemark.exchange.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A JSON text that is a decimal number, such as most of what a book's message holds. The number was
 * read on the way; the text is cut out of the message when it is asked for.
 */
final class WrittenNumber extends ValueNode {

  private static final long serialVersionUID = 1;

  private final byte[] message;
  private final int start;
  private final double number;

  /**
   * A number.
   *
   * @param start where its text begins, which ends at the next quote
   */
  WrittenNumber(byte[] message, int start, double number) {
    this.message = message;
    this.start = start;
    this.number = number;
  }

  /** What {@link Double#parseDouble} makes of the text. */
  double number() {
    return number;
  }

  /** The number if its text is digits alone; below 0 if there is a point. */
  long whole() {
    long whole = 0;
    for (int i = start; message[i] != '"'; i++) {
      if (message[i] == '.') {
        return -1;
      }
      whole = 10 * whole + message[i] - '0';
    }
    return whole;
  }

  @Override
  public JsonNodeType getNodeType() {
    return JsonNodeType.STRING;
  }

  @Override
  public JsonToken asToken() {
    return JsonToken.VALUE_STRING;
  }

  @Override
  public String textValue() {
    int end = start;
    while (message[end] != '"') {
      end++;
    }
    return new String(message, start, end - start, StandardCharsets.US_ASCII);
  }

  @Override
  public String asText() {
    return textValue();
  }

  @Override
  public int asInt(int otherwise) {
    return text().asInt(otherwise);
  }

  @Override
  public long asLong(long otherwise) {
    return text().asLong(otherwise);
  }

  @Override
  public double asDouble(double otherwise) {
    return number;
  }

  @Override
  public void serialize(JsonGenerator to, SerializerProvider provider) throws IOException {
    to.writeString(textValue());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonNode node
        && node.isTextual()
        && textValue().equals(node.textValue());
  }

  @Override
  public int hashCode() {
    return textValue().hashCode();
  }

  private TextNode text() {
    return TextNode.valueOf(textValue());
  }
}
