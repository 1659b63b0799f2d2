package io.tidemark.bench.memory;

/** Something done over and over that should leave nothing behind. */
interface RepeatedWork extends AutoCloseable {

  /** Does it so many times. */
  void repeat(long times) throws Exception;

  @Override
  void close();
}
