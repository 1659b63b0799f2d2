package io.tidemark.reliability.fault;

import io.tidemark.reliability.RowResult;

/** One fault, and what must come of it. */
interface Row {

  /** To ask for it. */
  String name();

  /** Of the fault, for people. */
  String description();

  /** Lets it happen; a fault that does not hit throws. */
  Outcome happen(Stage stage) throws Exception;

  /** Runs it and ends what it started; what goes wrong is a row that failed. */
  default RowResult run(Stage stage) {
    long begin = System.nanoTime();
    Outcome outcome;
    try {
      outcome = happen(stage);
    } catch (Exception | AssertionError e) {
      e.printStackTrace();
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      outcome = new Outcome("", false, e.getClass().getSimpleName() + ": " + why, "", "");
    }
    return new RowResult(
        name(),
        description(),
        outcome.proof(),
        outcome.passed(),
        outcome.result(),
        outcome.worst(),
        outcome.control(),
        (System.nanoTime() - begin) / 1_000_000_000L);
  }

  /**
   * What came of a row.
   *
   * @param proof that its fault hit
   * @param passed whether what was wanted came
   * @param result in figures
   * @param worst case of it; may be empty
   * @param control what would have failed, and did; may be empty
   */
  record Outcome(String proof, boolean passed, String result, String worst, String control) {}
}
