package io.tidemark.exchange.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A JSON text that is cut out of its message when it is asked for: many are not. */
class WrittenText extends ValueNode {

  private static final long serialVersionUID = 1;

  private final byte[] message;
  private final int start;

  /**
   * A text of ASCII without escapes.
   *
   * @param start where it begins; it ends at the next quote
   */
  WrittenText(byte[] message, int start) {
    this.message = message;
    this.start = start;
  }

  /** A letter of the text, or the quote behind the last one. */
  final byte letter(int index) {
    return message[start + index];
  }

  @Override
  public final JsonNodeType getNodeType() {
    return JsonNodeType.STRING;
  }

  @Override
  public final JsonToken asToken() {
    return JsonToken.VALUE_STRING;
  }

  @Override
  public final String textValue() {
    int end = start;
    while (message[end] != '"') {
      end++;
    }
    return new String(message, start, end - start, StandardCharsets.US_ASCII);
  }

  @Override
  public final String asText() {
    return textValue();
  }

  @Override
  public final boolean asBoolean(boolean otherwise) {
    return text().asBoolean(otherwise);
  }

  @Override
  public final int asInt(int otherwise) {
    return text().asInt(otherwise);
  }

  @Override
  public final long asLong(long otherwise) {
    return text().asLong(otherwise);
  }

  @Override
  public double asDouble(double otherwise) {
    return text().asDouble(otherwise);
  }

  @Override
  public final byte[] binaryValue() throws IOException {
    return text().binaryValue();
  }

  @Override
  public final void serialize(JsonGenerator to, SerializerProvider provider) throws IOException {
    to.writeString(textValue());
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof JsonNode node
        && node.isTextual()
        && textValue().equals(node.textValue());
  }

  @Override
  public final int hashCode() {
    return textValue().hashCode();
  }

  private TextNode text() {
    return TextNode.valueOf(textValue());
  }
}
