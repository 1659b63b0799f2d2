package io.tidemark.recordings.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column of Apache Arrow without columns in it.
 *
 * @param name what the file calls it
 * @param type what its values are
 */
record ArrowColumn(String name, Type type) {

  private static final int NULL = 1;
  private static final int INT = 2;
  private static final int FLOATING_POINT = 3;
  private static final int UTF8 = 5;
  private static final int DATE = 8;
  private static final int TIMESTAMP = 10;
  private static final int LARGE_UTF8 = 20;

  /** What is read of Arrow's types. */
  enum Type {
    NOTHING,
    INT32,
    INT64,
    FLOAT,
    DOUBLE,
    TEXT,
    LARGE_TEXT,
    DAY,
    DATE_MILLIS
  }

  /** Of a field in a schema; null where it has a type that is not read. */
  static @Nullable ArrowColumn of(FlatTable field) {
    FlatTable detail = field.table(3);
    Type type = detail == null || field.table(4) != null ? null : type(field.byteAt(2), detail);
    return type == null ? null : new ArrowColumn(field.text(0), type);
  }

  private static @Nullable Type type(int kind, FlatTable detail) {
    return switch (kind) {
      case NULL -> Type.NOTHING;
      case INT -> detail.intAt(0) == 64 ? Type.INT64 : detail.intAt(0) == 32 ? Type.INT32 : null;
      case FLOATING_POINT ->
          switch (detail.shortAt(0, 0)) {
            case 1 -> Type.FLOAT;
            case 2 -> Type.DOUBLE;
            default -> null;
          };
      case UTF8 -> Type.TEXT;
      case LARGE_UTF8 -> Type.LARGE_TEXT;
      case DATE -> detail.shortAt(0, 1) == 0 ? Type.DAY : Type.DATE_MILLIS;
      case TIMESTAMP -> Type.INT64; // its size says the unit
      default -> null;
    };
  }

  /** How many buffers its values have: whether each is there, where texts end, the values. */
  int buffers() {
    return switch (type) {
      case NOTHING -> 0;
      case TEXT, LARGE_TEXT -> 3;
      default -> 2;
    };
  }

  /** A value as a cell; empty where it is not there. */
  String cell(ByteBuffer[] of, int row) {
    if (type == Type.NOTHING || !isThere(of[0], row)) {
      return "";
    }
    ByteBuffer values = of[1];
    return switch (type) {
      case NOTHING -> "";
      case INT32 -> Integer.toString(values.getInt(4 * row));
      case INT64, DATE_MILLIS -> Long.toString(values.getLong(8 * row));
      case FLOAT -> Float.toString(values.getFloat(4 * row));
      case DOUBLE -> Double.toString(values.getDouble(8 * row));
      case DAY -> LocalDate.ofEpochDay(values.getInt(4 * row)).toString();
      case TEXT -> text(of[2], values.getInt(4 * row), values.getInt(4 * row + 4));
      case LARGE_TEXT ->
          text(
              of[2],
              Math.toIntExact(values.getLong(8 * row)),
              Math.toIntExact(values.getLong(8 * row + 8)));
    };
  }

  /** One bit a row; none at all where all are there. */
  private static boolean isThere(ByteBuffer bits, int row) {
    return bits.capacity() == 0 || ((bits.get(row / 8) >>> (row % 8)) & 1) == 1;
  }

  private static String text(ByteBuffer letters, int begin, int end) {
    Objects.checkFromToIndex(begin, end, letters.capacity());
    byte[] text = new byte[end - begin];
    letters.get(begin, text);
    return quoted(new String(text, StandardCharsets.UTF_8));
  }

  private static String quoted(String text) {
    boolean isPlain = text.indexOf(',') < 0 && text.indexOf('"') < 0;
    return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
