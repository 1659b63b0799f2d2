package io.tidemark.recordings.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Unpacks what is packed in LZ4's frame format, version 1.6, whose blocks may refer to those before
 * them. Checksums are not looked at.
 */
final class Lz4Frame {

  private static final int MARK = 0x184D2204;
  private static final int HAS_CONTENT_SIZE = 1 << 3;
  private static final int HAS_BLOCK_CHECKSUMS = 1 << 4;
  private static final int HAS_DICTIONARY = 1;
  private static final int IS_PLAIN = 1 << 31;
  private static final int SHORTEST_MATCH = 4;
  private static final int LONGER = 15;

  private final ByteBuffer in;
  private final byte[] out;
  private int size;

  private Lz4Frame(ByteBuffer in, int size) {
    this.in = in;
    this.out = new byte[size];
  }

  /**
   * All that is in a frame.
   *
   * @param packed the frame, from its position on
   * @param size of what is in it
   * @throws RuntimeException where it is no whole frame of that size
   */
  static ByteBuffer unpacked(ByteBuffer packed, int size) {
    Lz4Frame frame = new Lz4Frame(packed.slice().order(ByteOrder.LITTLE_ENDIAN), size);
    frame.read();
    return ByteBuffer.wrap(frame.out).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void read() {
    if (in.getInt() != MARK) {
      throw new IllegalArgumentException("it is no frame of LZ4");
    }
    int flags = in.get();
    in.get(); // how large blocks may be
    int more =
        ((flags & HAS_CONTENT_SIZE) != 0 ? 8 : 0) + ((flags & HAS_DICTIONARY) != 0 ? 4 : 0) + 1;
    in.position(in.position() + more);
    for (int head = in.getInt(); head != 0; head = in.getInt()) {
      int length = head & ~IS_PLAIN;
      if ((head & IS_PLAIN) != 0) {
        in.get(out, size, length);
        size += length;
      } else {
        block(in.position() + length);
      }
      in.position(in.position() + ((flags & HAS_BLOCK_CHECKSUMS) != 0 ? 4 : 0));
    }
    if (size != out.length) {
      throw new IllegalArgumentException("it holds " + size + " bytes and not " + out.length);
    }
  }

  /**
   * Literals and a copy of what was there before, one after the other; a block ends in literals.
   */
  private void block(int end) {
    while (in.position() < end) {
      int token = in.get() & 0xff;
      int literals = length(token >>> 4);
      in.get(out, size, literals);
      size += literals;
      if (in.position() < end) {
        int back = in.getShort() & 0xffff;
        int copied = length(token & LONGER) + SHORTEST_MATCH;
        for (int i = 0; i < copied; i++, size++) {
          out[size] = out[size - back]; // byte by byte: it may repeat itself
        }
      }
    }
  }

  private int length(int begin) {
    int length = begin;
    int more = begin == LONGER ? 255 : 0;
    while (more == 255) {
      more = in.get() & 0xff;
      length += more;
    }
    return length;
  }
}
