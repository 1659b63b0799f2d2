package io.tidemark.exchange.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** A JSON array of numbers and texts, whose numbers are there without a node for each. */
@SuppressWarnings("unchecked") // as Jackson declares deepCopy
public final class WrittenRow extends ArrayNode {

  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // no message is serialised
  private final WrittenNumbers.Part values;

  WrittenRow(WrittenNumbers.Part values) {
    super(JsonNodeFactory.instance, values);
    this.values = values;
  }

  /** Whether there is such an element and it is a number, or a text that is one. */
  public boolean hasNumber(int index) {
    return values.hasNumber(index);
  }

  /** An element that is a number. */
  public double number(int index) {
    return values.number(index);
  }
}
