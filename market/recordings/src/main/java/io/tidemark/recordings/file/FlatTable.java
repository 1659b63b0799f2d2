package io.tidemark.recordings.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table of a FlatBuffer: it begins with the distance back to a list of where its fields stand, by
 * their numbers in the schema. Fields that are not there have the schema's default.
 *
 * @param bytes all of the buffer, the lowest byte of a number first
 * @param at where the table begins
 */
record FlatTable(ByteBuffer bytes, int at) {

  /** The buffer's first table. */
  static FlatTable root(ByteBuffer bytes) {
    return new FlatTable(bytes, bytes.getInt(0));
  }

  /** Where a field stands; 0 where it is not there. */
  private int place(int field) {
    int list = at - bytes.getInt(at);
    int entry = 4 + 2 * field;
    int offset = entry < bytes.getShort(list) ? bytes.getShort(list + entry) : 0;
    return offset == 0 ? 0 : at + offset;
  }

  int byteAt(int field) {
    int place = place(field);
    return place == 0 ? 0 : bytes.get(place);
  }

  int shortAt(int field, int otherwise) {
    int place = place(field);
    return place == 0 ? otherwise : bytes.getShort(place);
  }

  int intAt(int field) {
    int place = place(field);
    return place == 0 ? 0 : bytes.getInt(place);
  }

  long longAt(int field) {
    int place = place(field);
    return place == 0 ? 0 : bytes.getLong(place);
  }

  @Nullable FlatTable table(int field) {
    int place = place(field);
    return place == 0 ? null : new FlatTable(bytes, place + bytes.getInt(place));
  }

  String text(int field) {
    int place = place(field);
    if (place == 0) {
      return "";
    }
    int text = place + bytes.getInt(place);
    byte[] letters = new byte[size(text, 1)];
    bytes.get(text + 4, letters);
    return new String(letters, StandardCharsets.UTF_8);
  }

  /** How many elements of so many bytes a list has. */
  private int size(int list, int each) {
    int size = bytes.getInt(list);
    return Objects.checkIndex(size, bytes.capacity() / each + 1);
  }

  /** A list of tables. */
  List<FlatTable> tables(int field) {
    List<FlatTable> tables = new ArrayList<>();
    int place = place(field);
    int list = place == 0 ? 0 : place + bytes.getInt(place);
    int size = place == 0 ? 0 : size(list, 4);
    for (int i = 0; i < size; i++) {
      int entry = list + 4 + 4 * i;
      tables.add(new FlatTable(bytes, entry + bytes.getInt(entry)));
    }
    return tables;
  }

  /** A list of pairs of long numbers, one pair after the other. */
  long[] pairs(int field) {
    int place = place(field);
    if (place == 0) {
      return new long[0];
    }
    int list = place + bytes.getInt(place);
    long[] pairs = new long[2 * size(list, 16)];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = bytes.getLong(list + 4 + 8 * i);
    }
    return pairs;
  }
}
