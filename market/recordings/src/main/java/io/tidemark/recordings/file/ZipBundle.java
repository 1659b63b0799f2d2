package io.tidemark.recordings.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a zip holds: one file, or the parts of one table, whose names differ in numbers alone, such
 * as {@code BTCUSDT-1h-2024-01.csv} and {@code BTCUSDT-1h-2024-02.csv}. Parts are read as one file,
 * in the order of their names.
 */
public final class ZipBundle {

  private static final int FEW = 5;

  private ZipBundle() {}

  /**
   * What is to be known of a file that is a zip of several, one sentence; none of any other file.
   *
   * @throws UnreadableDataException where the zip cannot be opened
   */
  public static List<String> remarks(Path path) {
    if (!Unpacked.isZip(path)) {
      return List.of();
    }
    try (ZipFile zip = new ZipFile(path.toFile())) {
      List<? extends ZipEntry> parts = files(zip);
      return parts.size() < 2
          ? List.of()
          : List.of(
              "the zip holds "
                  + parts.size()
                  + " files, which are read as one, from "
                  + parts.get(0).getName()
                  + " to "
                  + parts.get(parts.size() - 1).getName()
                  + ": a line's number counts the lines of those before");
    } catch (IOException e) {
      throw new UnreadableDataException(path + " cannot be opened (" + e + ").", e);
    }
  }

  /**
   * Its bytes.
   *
   * @throws UnreadableDataException with one sentence, where it holds no file of data, or several
   *     that are no parts of one table
   */
  static InputStream open(Path path, ZipFile zip) throws IOException {
    List<? extends ZipEntry> entries = files(zip);
    if (entries.size() == 1) {
      return zip.getInputStream(entries.get(0));
    }
    if (entries.isEmpty() || entries.stream().map(ZipBundle::series).distinct().count() > 1) {
      throw new UnreadableDataException(path + notOne(entries));
    }
    return new Joined(zip, entries.iterator());
  }

  /** One file after the other, each on lines of its own. */
  private static final class Joined extends InputStream {

    private final ZipFile zip;
    private final Iterator<? extends ZipEntry> rest;
    private InputStream now;

    Joined(ZipFile zip, Iterator<? extends ZipEntry> entries) throws IOException {
      this.zip = zip;
      this.rest = entries;
      this.now = zip.getInputStream(entries.next());
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = now.read(bytes, from, length);
      if (count >= 0 || !rest.hasNext()) {
        return count;
      }
      now.close();
      now = zip.getInputStream(rest.next());
      bytes[from] = '\n'; // the last line before may be open; a blank line is no row
      return 1;
    }

    @Override
    public void close() throws IOException {
      now.close();
    }
  }

  /** Those of data, in the order of their names. */
  private static List<? extends ZipEntry> files(ZipFile zip) {
    return zip.stream()
        .filter(ZipBundle::isData)
        .sorted(Comparator.comparing(ZipEntry::getName))
        .toList();
  }

  /** What names have in common whose files are parts of one; only lines can be put together. */
  private static String series(ZipEntry entry) {
    String name = entry.getName();
    return name.matches(".*\\.(csv|txt|tsv)")
        ? name.substring(name.lastIndexOf('/') + 1).replaceAll("[0-9]+(?![0-9A-Za-z])", "#")
        : name;
  }

  private static boolean isData(ZipEntry entry) {
    String name = entry.getName();
    return !entry.isDirectory()
        && !name.startsWith("__MACOSX/")
        && !name.endsWith(".CHECKSUM")
        && !name.endsWith(".DS_Store");
  }

  private static String notOne(List<? extends ZipEntry> entries) {
    if (entries.isEmpty()) {
      return " is a zip without a file in it: fetch it again.";
    }
    if (entries.stream().anyMatch(entry -> entry.getName().endsWith(".npy"))) {
      return BinaryForm.NUMPY.sentence();
    }
    if (entries.stream().anyMatch(entry -> entry.getName().equals("[Content_Types].xml"))) {
      return BinaryForm.WORKBOOK.sentence();
    }
    return " is a zip with "
        + entries.size()
        + " files in it that are no parts of one table, for their names differ in more than"
        + " numbers: "
        + entries.stream().limit(FEW).map(ZipEntry::getName).collect(Collectors.joining(", "))
        + (entries.size() > FEW ? ", ..." : "")
        + ": unpack it and name each one.";
  }
}
