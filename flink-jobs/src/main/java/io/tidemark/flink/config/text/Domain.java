package io.tidemark.flink.config.text;

/**
 * The values that an option takes.
 *
 * @param <T> their type
 */
public interface Domain<T> {

  /** What is accepted, to be read after "must be". */
  String expected();

  /**
   * Reads a value.
   *
   * @throws UnacceptableValueException saying what would have been accepted
   */
  T parse(String text);
}
