package io.tidemark.recordings.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** How a file begins, by which its form is known. */
public final class Head {

  private static final int LENGTH = 1 << 12;

  private Head() {}

  /**
   * Its first 4 KiB, unpacked, one char a byte (ISO-8859-1).
   *
   * @throws UnreadableDataException when it cannot be opened, or is no text
   */
  public static String of(Path path) {
    String head;
    try (InputStream in = Unpacked.open(path)) {
      head = new String(in.readNBytes(LENGTH), StandardCharsets.ISO_8859_1);
    } catch (ZipException e) {
      throw new UnreadableDataException(
          path + " cannot be unpacked (" + e.getMessage() + "): fetch it again.", e);
    } catch (IOException e) {
      return ""; // it breaks off, which is said when its rows are read
    }
    BinaryForm.of(head)
        .ifPresent(
            form -> {
              throw new UnreadableDataException(path + form.sentence());
            });
    return head;
  }
}
