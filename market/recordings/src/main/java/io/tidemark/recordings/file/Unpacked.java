package io.tidemark.recordings.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The bytes of a plain, gzipped or zipped file, told apart by its first bytes. */
final class Unpacked {

  static final int BUFFER = 1 << 16;

  private static final int GZIP = 0x1f8b;
  private static final int ZIP = 'P' << 8 | 'K';

  private Unpacked() {}

  /**
   * Opens it; a zip must hold one file of data, or the parts of one.
   *
   * @throws UnreadableDataException with one sentence, when that cannot be
   */
  static InputStream open(Path path) {
    InputStream raw = null;
    try {
      if (Files.isDirectory(path)) {
        throw new UnreadableDataException(path + " is a directory: name the files in it.");
      }
      raw = new BufferedInputStream(Files.newInputStream(path), BUFFER);
      int begin = firstTwo(raw);
      if (begin == ZIP) {
        raw.close();
        return unzipped(path);
      }
      return begin == GZIP ? gunzipped(raw) : raw;
    } catch (NoSuchFileException e) {
      throw new UnreadableDataException("There is no file " + path + ": check the path.", e);
    } catch (IOException e) {
      closeAfterFailure(raw, e);
      throw new UnreadableDataException(
          path + " cannot be opened (" + e + "): check that it is whole and may be read.", e);
    }
  }

  /**
   * Whether it is a zip.
   *
   * @throws UnreadableDataException where it cannot be opened
   */
  static boolean isZip(Path path) {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(path), 2)) {
      return firstTwo(raw) == ZIP;
    } catch (IOException e) {
      throw new UnreadableDataException(path + " cannot be opened (" + e + ").", e);
    }
  }

  /** A file that ends within its first bytes is open, and breaks off at once. */
  private static InputStream gunzipped(InputStream raw) throws IOException {
    try {
      return new GzipMembers(raw);
    } catch (EOFException e) {
      return new FilterInputStream(raw) {
        @Override
        public int read() throws IOException {
          throw e;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
          throw e;
        }
      };
    }
  }

  private static void closeAfterFailure(@Nullable InputStream raw, IOException failure) {
    if (raw != null) {
      try {
        raw.close();
      } catch (IOException second) {
        failure.addSuppressed(second);
      }
    }
  }

  private static int firstTwo(InputStream raw) throws IOException {
    raw.mark(2);
    int begin = raw.read() << 8 | raw.read();
    raw.reset();
    return begin;
  }

  private static InputStream unzipped(Path path) throws IOException {
    ZipFile zip = open(path, StandardCharsets.UTF_8);
    try {
      InputStream in = ZipBundle.open(path, zip);
      return new FilterInputStream(new BufferedInputStream(in, BUFFER)) {
        @Override
        public void close() throws IOException {
          super.close();
          zip.close();
        }
      };
    } catch (IOException | UnreadableDataException e) {
      zip.close();
      throw e;
    }
  }

  private static ZipFile open(Path path, Charset names) throws IOException {
    try {
      return new ZipFile(path.toFile(), names);
    } catch (ZipException e) {
      throw new UnreadableDataException(
          path + " is a zip that is not whole (" + e.getMessage() + "): fetch it again.", e);
    }
  }
}
