package io.tidemark.core.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Turns one kind of state (or one kind of event between operators) into bytes and back.
 *
 * <p>The bytes of every released {@link #version()} are frozen as goldens: a codec reads all older
 * versions and writes the newest. Implementations have no state of their own. A savepoint knows a
 * codec by an id that Flink's side of it lists, never by its class.
 *
 * <p>See RATIONALE.md, "Why codecs with golden bytes and not Flink's POJO state?"
 *
 * @param <T> what is written
 */
public interface Codec<T> {

  /** The version that {@link #write} writes; counts up from 1. */
  int version();

  /** Writes {@code value} in the newest version. */
  void write(T value, DataOutput out) throws IOException;

  /** Reads a value that was written by {@code version}, which is at most {@link #version()}. */
  T read(int version, DataInput in) throws IOException;
}
