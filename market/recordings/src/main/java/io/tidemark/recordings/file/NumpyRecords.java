package io.tidemark.recordings.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a NumPy array of one dimension with named fields, as lines of cells with commas
 * between. The first record is the names of the fields. Fields are whole numbers or floating point
 * numbers of 4 or 8 bytes, the lowest byte first. The format is that of NumPy's {@code npy} files,
 * versions 1 to 3, alone or as the one array in a {@code npz}.
 */
final class NumpyRecords implements Records {

  private static final Pattern DESCRIPTION =
      Pattern.compile(
          "'descr': ?\\[(.*?)\\], ?'fortran_order': ?(?:False|True), ?'shape': ?(.*?)\\}");

  private static final Pattern FIELD = Pattern.compile("\\('(\\w+)', ?'<([uif][48])'\\)(?:, ?)?");

  private static final int LONGEST_HEADER = 1 << 16;

  private final Path path;
  private final InputStream in;
  private final List<Field> fields;
  private final long length;
  private final ByteBuffer element;
  private long number;

  /** A field, and u, i or f with the number of bytes. */
  private record Field(String name, String type) {

    int bytes() {
      return type.charAt(1) - '0';
    }

    String read(ByteBuffer from) {
      return switch (type) {
        case "u8" -> Long.toUnsignedString(from.getLong());
        case "i8" -> Long.toString(from.getLong());
        case "u4" -> Integer.toUnsignedString(from.getInt());
        case "i4" -> Integer.toString(from.getInt());
        case "f4" -> Float.toString(from.getFloat());
        default -> Double.toString(from.getDouble());
      };
    }
  }

  private NumpyRecords(Path path, InputStream in, List<Field> fields, long length) {
    this.path = path;
    this.in = in;
    this.fields = fields;
    this.length = length;
    this.element =
        ByteBuffer.allocate(fields.stream().mapToInt(Field::bytes).sum())
            .order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Opens the file.
   *
   * @throws UnreadableDataException where it holds something else, or is not whole
   */
  static NumpyRecords open(Path path) {
    InputStream in = Unpacked.open(path);
    try {
      return opened(path, in);
    } catch (IOException | UnreadableDataException e) {
      try {
        in.close();
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e instanceof UnreadableDataException known ? known : broken(path, 0, e);
    }
  }

  private static NumpyRecords opened(Path path, InputStream in) throws IOException {
    Matcher header = DESCRIPTION.matcher(header(in));
    if (!header.find()) {
      throw other(path);
    }
    List<Field> fields = new ArrayList<>();
    Matcher field = FIELD.matcher(header.group(1));
    int end = 0;
    while (field.find() && field.start() == end) {
      fields.add(new Field(field.group(1), field.group(2)));
      end = field.end();
    }
    String shape = header.group(2).replaceAll("[ (),]+", "");
    if (fields.isEmpty() || end != header.group(1).length() || !shape.matches("[0-9]{1,18}")) {
      throw other(path);
    }
    return new NumpyRecords(path, in, fields, Long.parseLong(shape));
  }

  /** A mark of 6 bytes, the version in two, the length in two or, from version 2 on, four. */
  private static String header(InputStream in) throws IOException {
    byte[] begin = exactly(in, 8);
    int width = begin[6] == 1 ? 2 : 4;
    ByteBuffer length = ByteBuffer.wrap(exactly(in, width)).order(ByteOrder.LITTLE_ENDIAN);
    int size = width == 2 ? Short.toUnsignedInt(length.getShort()) : length.getInt();
    return size < 0 || size > LONGEST_HEADER
        ? ""
        : new String(exactly(in, size), StandardCharsets.UTF_8);
  }

  private static byte[] exactly(InputStream in, int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("it has " + bytes.length + " of " + size + " bytes");
    }
    return bytes;
  }

  @Override
  public @Nullable String next() {
    if (number == 0) {
      number = 1;
      return fields.stream().map(Field::name).collect(Collectors.joining(","));
    }
    if (number > length) {
      return null;
    }
    try {
      element.clear();
      element.put(exactly(in, element.capacity())).flip();
    } catch (IOException e) {
      throw broken(path, number - 1, e);
    }
    number++;
    return fields.stream().map(field -> field.read(element)).collect(Collectors.joining(","));
  }

  private static UnreadableDataException broken(Path path, long elements, Exception why) {
    return new UnreadableDataException(
        path + " breaks off after " + elements + " events (" + why + "): fetch it again.", why);
  }

  private static UnreadableDataException other(Path path) {
    return new UnreadableDataException(path + BinaryForm.NUMPY.sentence());
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UnreadableDataException(path + " cannot be closed: " + e, e);
    }
  }
}
