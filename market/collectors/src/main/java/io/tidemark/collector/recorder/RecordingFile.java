package io.tidemark.collector.recorder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * The file into which a feed is recorded, another one each hour of UTC. Lines are appended as whole
 * gzip members, so that it can be read at any time, and also when the process was killed: what a
 * full disk took of a member is cut off again. Lines without which the file is of no use are owed
 * until they are in it.
 */
final class RecordingFile {

  private static final long HOUR = 3_600_000_000L;
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final String venue;
  private final String feed;

  private long hour = Long.MIN_VALUE;
  private Path file;
  private List<RecordedText> owed = List.of();
  private long written;

  /** Nothing is written yet. */
  RecordingFile(Path folder, String venue, String feed) {
    this.folder = folder;
    this.venue = venue;
    this.feed = feed;
    this.file = folder;
  }

  /** Lines in files. */
  long written() {
    return written;
  }

  /** Lines that are in no file and will be written before the next ones. */
  int owed() {
    return owed.size();
  }

  /**
   * Appends the lines that are owed and these, each to the file of its hour.
   *
   * @throws IOException if not all of them could be written; heads are owed, the others are lost
   */
  void write(List<RecordedText> texts) throws IOException {
    List<RecordedText> all = new ArrayList<>(owed);
    all.addAll(texts);
    long before = written;
    try {
      writeAll(all);
      owed = List.of();
    } catch (IOException | RuntimeException e) {
      owed = heads(all.subList((int) (written - before), all.size()));
      throw e;
    }
  }

  /** The last of each. */
  private static List<RecordedText> heads(List<RecordedText> texts) {
    Map<String, RecordedText> heads = new LinkedHashMap<>();
    for (RecordedText text : texts) {
      if (text.isHead()) {
        heads.remove(text.head());
        heads.put(text.head(), text);
      }
    }
    return List.copyOf(heads.values());
  }

  private void writeAll(List<RecordedText> texts) throws IOException {
    List<RecordedText> together = new ArrayList<>();
    for (RecordedText text : texts) {
      long begun = Math.floorDiv(text.at(), HOUR);
      if (begun > hour) {
        append(together);
        together.clear();
        file = fresh(begun);
        hour = begun;
      }
      together.add(text);
    }
    append(together);
  }

  /** A file that is not there yet: one of an earlier run stays as it is. */
  private Path fresh(long begun) throws IOException {
    Files.createDirectories(folder);
    String stem = venue + "." + feed + "." + NAME.format(Instant.ofEpochSecond(begun * 3_600));
    Path path = folder.resolve(stem + ".txt.gz");
    for (int i = 2; Files.exists(path); i++) {
      path = folder.resolve(stem + "." + i + ".txt.gz");
    }
    return path;
  }

  private void append(List<RecordedText> texts) throws IOException {
    if (texts.isEmpty()) {
      return;
    }
    ByteBuffer member = ByteBuffer.wrap(member(texts));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long end = channel.size();
      try {
        channel.position(end);
        while (member.hasRemaining()) {
          channel.write(member);
        }
      } catch (IOException e) {
        channel.truncate(end);
        if (end == 0 && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.delete(file); // a file of no bytes is no recording
        }
        throw e;
      }
    }
    written += texts.size();
  }

  private static byte[] member(List<RecordedText> texts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes, 1 << 16)) {
      for (RecordedText text : texts) {
        gzip.write(text.line().getBytes(StandardCharsets.UTF_8));
        gzip.write('\n');
      }
    }
    return bytes.toByteArray();
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
