package io.tidemark.bench;

/** One thing that is measured: it reads the whole log and writes topics of its own. */
public interface Stage {

  /** What it does. */
  Setup setup();

  /** What it reads. */
  WrittenLog log();

  /**
   * Goes over the log once, from its beginning.
   *
   * @param prefix of the topics to write
   */
  StageResult run(String prefix) throws Exception;
}
