package io.tidemark.reliability.fault;

/** Something that happens to running jobs. */
interface Fault {

  /**
   * Does it, and returns when it is over.
   *
   * @throws AssertionError if it did not hit
   */
  Hit strike(Stage stage, MarketRun run) throws Exception;

  /** Both, one after the other. */
  default Fault then(Fault next) {
    return (stage, run) -> strike(stage, run).and(next.strike(stage, run));
  }
}
