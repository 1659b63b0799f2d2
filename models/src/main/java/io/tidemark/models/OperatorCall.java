package io.tidemark.models;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operator with what is known of its inputs; whatever it asks for and the file does not say is
 * a reason to refuse the file.
 *
 * @param node what the file says
 * @param inputs in their order; null stands for none
 * @param opset of the standard's operators
 */
record OperatorCall(OnnxNode node, List<@Nullable OnnxValue> inputs, long opset) {

  /** A shape does not follow from the file and the batch. */
  static final class UnknownShapeException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownShapeException(String message) {
      super(message);
    }
  }

  boolean has(int input) {
    return input < inputs.size() && inputs.get(input) != null;
  }

  OnnxValue in(int input) throws UnknownShapeException {
    OnnxValue value = input < inputs.size() ? inputs.get(input) : null;
    if (value == null) {
      throw new UnknownShapeException("it has no input " + input);
    }
    return value;
  }

  /** A dimension of an input. */
  long width(int input, int dimension) throws UnknownShapeException {
    long[] shape = in(input).shape();
    if (dimension >= shape.length) {
      throw new UnknownShapeException(
          "input %d has the shape %s".formatted(input, Arrays.toString(shape)));
    }
    return shape[dimension];
  }

  /** What an input holds; the file must say it. */
  long[] numbers(int input) throws UnknownShapeException {
    long[] numbers = in(input).numbers();
    if (numbers == null) {
      throw new UnknownShapeException(
          "%s, of '%s'".formatted(FileGate.MADE_AT_RUN_TIME, node.inputs().get(input)));
    }
    return numbers;
  }

  long number(int input) throws UnknownShapeException {
    return single(numbers(input));
  }

  private static long single(long[] numbers) throws UnknownShapeException {
    if (numbers.length != 1) {
      throw new UnknownShapeException("one number is wanted, there are " + numbers.length);
    }
    return numbers[0];
  }

  boolean says(String attribute) {
    return node.attributes().containsKey(attribute);
  }

  long attribute(String name, long otherwise) throws UnknownShapeException {
    OnnxNode.Attribute attribute = node.attributes().get(name);
    return attribute == null ? otherwise : single(attribute.integers());
  }

  String text(String name, String otherwise) {
    OnnxNode.Attribute attribute = node.attributes().get(name);
    return attribute == null ? otherwise : attribute.text();
  }

  /** A list of integers; null if the file says none. */
  long @Nullable [] list(String name) {
    OnnxNode.Attribute attribute = node.attributes().get(name);
    return attribute == null ? null : attribute.integers();
  }

  /** The attribute, or since some operator set the input; null if there is neither. */
  long @Nullable [] list(String name, int input) throws UnknownShapeException {
    long[] said = list(name);
    return said != null || !has(input) ? said : numbers(input);
  }

  /** A dimension counted from the front. */
  static int axis(long axis, int rank) throws UnknownShapeException {
    long counted = axis < 0 ? axis + rank : axis;
    if (counted < 0 || counted >= rank) {
      throw new UnknownShapeException("axis %d of %d dimensions".formatted(axis, rank));
    }
    return (int) counted;
  }
}
