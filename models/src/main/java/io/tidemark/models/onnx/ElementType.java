package io.tidemark.models.onnx;

/** The {@code TensorProto.DataType}s that are used by name; all others are known by number. */
public final class ElementType {

  public static final int FLOAT = 1;
  public static final int INT32 = 6;
  public static final int INT64 = 7;
  public static final int STRING = 8;
  public static final int BOOL = 9;
  public static final int FLOAT16 = 10;
  public static final int DOUBLE = 11;

  private static final String[] NAMES = {
    "undefined",
    "float",
    "uint8",
    "int8",
    "uint16",
    "int16",
    "int32",
    "int64",
    "string",
    "bool",
    "float16",
    "double",
    "uint32",
    "uint64",
    "complex64",
    "complex128",
    "bfloat16",
    "float8e4m3fn",
    "float8e4m3fnuz",
    "float8e5m2",
    "float8e5m2fnuz",
    "uint4",
    "int4",
    "float4e2m1"
  };

  /** Bits of one element by type; 0 where there is no such number of bits. */
  private static final int[] BITS = {
    0, 32, 8, 8, 16, 16, 32, 64, 0, 8, 16, 64, 32, 64, 64, 128, 16, 8, 8, 8, 8, 4, 4, 4
  };

  private ElementType() {}

  /** As the ONNX documentation writes it. */
  public static String name(int type) {
    return type >= 0 && type < NAMES.length ? NAMES[type] : "type " + type;
  }

  /** Whether it is a number with a fraction that a score can be. */
  public static boolean isReal(int type) {
    return type == FLOAT || type == DOUBLE || type == FLOAT16 || type == 16;
  }

  static int bits(int type) {
    return type >= 0 && type < BITS.length ? BITS[type] : 0;
  }
}
