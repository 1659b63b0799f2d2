package io.tidemark.core.state;

/**
 * What objects take on the heap of a 64-bit JVM with compressed references, bytes: the default up
 * to a heap of 32 GB; beyond that references take twice as much. Estimates, by which caches of
 * states are bounded.
 */
public final class HeapSize {

  /** Of a reference. */
  public static final int REFERENCE = 4;

  /** Objects begin at multiples of this. */
  private static final int ALIGNMENT = 8;

  private static final int OBJECT_HEADER = 12;
  private static final int ARRAY_HEADER = 16;

  private HeapSize() {}

  /**
   * Of an object, without what its references lead to.
   *
   * @param fields of it, bytes
   */
  public static long object(int fields) {
    return aligned(OBJECT_HEADER + (long) fields);
  }

  /**
   * Of an array.
   *
   * @param element of one of its elements, bytes
   */
  public static long array(int length, int element) {
    return aligned(ARRAY_HEADER + (long) length * element);
  }

  /** Of a text of Latin letters with the array that it holds. */
  public static long text(String text) {
    return object(REFERENCE + Integer.BYTES + 2) + array(text.length(), Byte.BYTES);
  }

  private static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
