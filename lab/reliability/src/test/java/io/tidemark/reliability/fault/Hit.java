package io.tidemark.reliability.fault;

import io.tidemark.reliability.RunJudgement;

/**
 * What a fault did.
 *
 * @param proof that it hit
 * @param worst case of it
 * @param control what would have failed, and did; may be empty
 * @param afterwards looks at the run once it was judged
 */
record Hit(String proof, String worst, String control, Afterwards afterwards) {

  /** What a row wants beside, or instead of, what the calm run said. */
  interface Afterwards {

    /** What is wrong, in words; empty if nothing is. */
    String problem(MarketRun run, RunJudgement judgement) throws Exception;
  }

  /** As if nothing had happened. */
  static String calm(RunJudgement judgement) {
    return judgement.isCalm() ? "" : "not as in the calm run";
  }

  /** The same, and the log in its one right order. */
  static String calmInOrder(RunJudgement judgement) {
    return judgement.misplaced() == 0 ? calm(judgement) : "not in the calm run's order";
  }

  /** Both have hit the same run. */
  Hit and(Hit next) {
    return new Hit(
        joined(proof, next.proof),
        joined(worst, next.worst),
        joined(control, next.control),
        (run, judgement) -> {
          String problem = afterwards.problem(run, judgement);
          return problem.isEmpty() ? next.afterwards.problem(run, judgement) : problem;
        });
  }

  private static String joined(String one, String other) {
    return one.isEmpty() ? other : other.isEmpty() ? one : one + "; " + other;
  }

  static Hit of(String proof, String worst) {
    return new Hit(proof, worst, "", (run, judgement) -> calm(judgement));
  }
}
