package io.tidemark.flink.strategy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rounds whose questions were asked, in the log's order. They leave in that order, each when all
 * its models have answered or will not; one that is ready waits behind one that is not. Bounded:
 * with too many, it waits for the first. Not thread-safe.
 */
final class RoundsUnderway {

  /** Each is what was asked at once. */
  private static final int MOST = 16;

  private record Asked(List<StrategyRound> rounds, List<PendingAnswers> answers) {

    boolean done() {
      return answers.stream().allMatch(PendingAnswers::done);
    }

    StrategyRound answered(StrategyRound round) {
      List<MemberAssessment> answered = new ArrayList<>(round.assessments().size());
      for (MemberAssessment each : round.assessments()) {
        PendingAnswers of = answers.get(each.member());
        answered.add(new MemberAssessment(each.member(), of.of(each.assessment())));
      }
      return new StrategyRound(answered, round.features());
    }
  }

  private final ArrayDeque<Asked> underway = new ArrayDeque<>();
  private final Consumer<StrategyRound> out;

  /**
   * @param out takes what leaves
   */
  RoundsUnderway(Consumer<StrategyRound> out) {
    this.out = out;
  }

  boolean isEmpty() {
    return underway.isEmpty();
  }

  /**
   * Adds rounds, and hands on all that is ready.
   *
   * @param rounds kept; the caller's no longer
   * @param answers of every model, in the order of the strategy, to what these rounds ask
   */
  void add(List<StrategyRound> rounds, List<PendingAnswers> answers) {
    underway.add(new Asked(rounds, answers));
    while (underway.size() > MOST) {
      awaitFirst();
    }
    handOn();
  }

  /** Hands on all that is ready. */
  void handOn() {
    while (!underway.isEmpty() && underway.getFirst().done()) {
      leave(underway.removeFirst());
    }
  }

  /** Hands on all, as soon as it is ready. */
  void awaitAll() {
    while (!underway.isEmpty()) {
      awaitFirst();
    }
  }

  private void awaitFirst() {
    Asked first = underway.removeFirst();
    first.answers().forEach(PendingAnswers::await);
    leave(first);
  }

  private void leave(Asked asked) {
    asked.rounds().forEach(round -> out.accept(asked.answered(round)));
  }
}
