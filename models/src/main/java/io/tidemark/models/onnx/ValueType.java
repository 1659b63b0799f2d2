package io.tidemark.models.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A {@code ValueInfoProto}: an input or output with what the file says of it.
 *
 * @param name of the value
 * @param kind tensor, or another one
 * @param element its {@link ElementType}; 0 if it is no tensor
 * @param shape empty if the file says none
 */
public record ValueType(String name, Kind kind, int element, List<Dimension> shape) {

  /** What a value is. */
  public enum Kind {
    TENSOR,
    /** A sequence, a map or a sequence of maps. */
    COLLECTION,
    UNKNOWN
  }

  /**
   * A dimension of a tensor.
   *
   * @param length {@link #OPEN} if the caller chooses it
   * @param symbol its name if it is open; may be empty
   */
  public record Dimension(long length, String symbol) {

    /** The caller chooses. */
    public static final long OPEN = -1;

    /** Whether the caller chooses it. */
    public boolean isOpen() {
      return length == OPEN;
    }

    @Override
    public String toString() {
      return !isOpen() ? String.valueOf(length) : symbol.isEmpty() ? "?" : symbol;
    }
  }

  public ValueType {
    shape = List.copyOf(shape);
  }

  /** A tensor; -1 stands for an open dimension, which is called {@code batch}. */
  public static ValueType tensor(String name, int element, long... shape) {
    return new ValueType(
        name,
        Kind.TENSOR,
        element,
        Arrays.stream(shape).mapToObj(n -> new Dimension(n, n < 0 ? "batch" : "")).toList());
  }

  /** The same under another name. */
  public ValueType named(String other) {
    return new ValueType(other, kind, element, shape);
  }

  /** A dimension's length; {@link Dimension#OPEN} if it is open. */
  public long length(int dimension) {
    return shape.get(dimension).length();
  }

  @Override
  public String toString() {
    String what = kind == Kind.TENSOR ? ElementType.name(element) : "maps";
    return what
        + shape.stream().map(Dimension::toString).collect(Collectors.joining(", ", "[", "]"));
  }
}
