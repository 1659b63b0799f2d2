package io.tidemark.recordings.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** All members of a gzip file. The platform's reader is silent of a last one of a few bytes. */
final class GzipMembers extends GZIPInputStream {

  private static final int TRAILER = 8;
  private static final byte FIRST = 0x1f;

  GzipMembers(InputStream in) throws IOException {
    super(in, Unpacked.BUFFER);
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int read = super.read(bytes, from, length);
    int left = inf.getRemaining();
    if (read < 0 && left > TRAILER && buf[len - left + TRAILER] == FIRST) {
      throw new EOFException("Unexpected end of the last gzip member");
    }
    return read;
  }
}
