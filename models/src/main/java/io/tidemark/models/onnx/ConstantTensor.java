package io.tidemark.models.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A {@code TensorProto}, its numbers always as raw bytes.
 *
 * @param name in its graph; empty as an attribute
 * @param element its {@link ElementType}
 * @param shape its dimensions
 * @param data little-endian; empty if the elements are texts or lie elsewhere
 * @param texts the elements of a tensor of texts
 * @param elsewhere where the numbers lie in another file ({@code location}, {@code offset}, {@code
 *     length}); empty if they are here
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ConstantTensor(
    String name,
    int element,
    long[] shape,
    byte[] data,
    List<byte[]> texts,
    Map<String, String> elsewhere) {

  public ConstantTensor {
    texts = List.copyOf(texts);
    elsewhere = Map.copyOf(elsewhere);
  }

  /** Floats in rows. */
  public static ConstantTensor floats(String name, long[] shape, float... numbers) {
    return new ConstantTensor(
        name, ElementType.FLOAT, shape, LittleEndian.of(numbers), List.of(), Map.of());
  }

  /** A list of whole numbers of 64 bits. */
  public static ConstantTensor wholes(String name, long... numbers) {
    return new ConstantTensor(
        name,
        ElementType.INT64,
        new long[] {numbers.length},
        LittleEndian.of(numbers),
        List.of(),
        Map.of());
  }

  /** A whole number of 64 bits without a dimension. */
  public static ConstantTensor scalar(String name, long number) {
    return new ConstantTensor(
        name, ElementType.INT64, new long[0], LittleEndian.of(number), List.of(), Map.of());
  }

  /** Whether its numbers lie in another file. */
  public boolean isElsewhere() {
    return !elsewhere.isEmpty();
  }

  /** Whether every number is 0. */
  public boolean isZero() {
    return texts.isEmpty() && elsewhere.isEmpty() && allZero();
  }

  private boolean allZero() {
    for (byte each : data) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  /** Its numbers, if they are whole ones of 32 or 64 bits; else none. */
  public long[] numbers() {
    if (element == ElementType.INT64) {
      return LittleEndian.longs(data);
    }
    if (element != ElementType.INT32) {
      return new long[0];
    }
    int[] numbers = new int[data.length / Integer.BYTES];
    LittleEndian.wrap(data).asIntBuffer().get(numbers);
    return Arrays.stream(numbers).asLongStream().toArray();
  }

  /** Its numbers, if they are floats; else none. */
  public float[] reals() {
    return element == ElementType.FLOAT ? LittleEndian.floats(data) : new float[0];
  }

  /** The same numbers here. */
  public ConstantTensor here(byte[] numbers) {
    return new ConstantTensor(name, element, shape, numbers, List.of(), Map.of());
  }

  /** The same numbers under another name. */
  public ConstantTensor named(String other) {
    return new ConstantTensor(other, element, shape, data, texts, elsewhere);
  }

  /**
   * How many bytes the numbers of such a tensor are.
   *
   * @throws ProtobufReader.MalformedException if its type has none, or there is no such size
   */
  static long bytes(String name, int element, long[] shape)
      throws ProtobufReader.MalformedException {
    long elements = 1;
    for (long dimension : shape) {
      if (dimension < 0 || (dimension > 0 && elements > Integer.MAX_VALUE / dimension)) {
        throw new ProtobufReader.MalformedException(
            "tensor '%s' has the shape %s".formatted(name, Arrays.toString(shape)));
      }
      elements *= dimension;
    }
    int bits = ElementType.bits(element);
    if (bits == 0) {
      throw new ProtobufReader.MalformedException(
          "tensor '%s' is of %s, which has no numbers".formatted(name, ElementType.name(element)));
    }
    return (elements * bits + 7) / 8;
  }

  /** The tensor's numbers from those of wider fields, such as bools from 32 bits. */
  static byte[] narrowed(long[] wide, int element) {
    int size = Math.max(1, ElementType.bits(element) / 8);
    byte[] data = new byte[wide.length * size];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (wide[i / size] >>> (8 * (i % size)));
    }
    return data;
  }

  static long[] joined(List<long[]> pieces) {
    return pieces.stream().flatMapToLong(Arrays::stream).toArray();
  }

  static byte[] joinedBytes(List<byte[]> pieces) {
    byte[] all = new byte[pieces.stream().mapToInt(piece -> piece.length).sum()];
    int at = 0;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, all, at, piece.length);
      at += piece.length;
    }
    return all;
  }
}
