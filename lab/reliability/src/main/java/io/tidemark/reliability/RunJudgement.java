package io.tidemark.reliability;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a disturbed run differs from the calm one.
 *
 * @param signals of the calm run
 * @param lost of these, not said
 * @param other signals that the calm run did not say
 * @param repeated signals that were said again under the same id
 * @param log events of the calm run's logs
 * @param missing of these, not in the log
 * @param misplaced events of the log that stand behind a later one
 * @param lateShare part of the trades in the disturbed log that are late, more than in the calm
 *     one; 0 to 1
 */
public record RunJudgement(
    long signals,
    long lost,
    long other,
    long repeated,
    long log,
    long missing,
    long misplaced,
    double lateShare) {

  /** Holds the one against the other. */
  public static RunJudgement of(CalmRun calm, DisturbedRun disturbed, long trades) {
    long late = Math.max(0, disturbed.lateTrades() - calm.lateTrades());
    return new RunJudgement(
        calm.signalCount(),
        surplus(calm.signals(), disturbed.signals()),
        surplus(disturbed.signals(), calm.signals()),
        disturbed.signalRepeats(),
        calm.logSize(),
        surplus(calm.log(), disturbed.log()),
        disturbed.log().values().stream().mapToLong(RunJudgement::misplaced).sum(),
        trades == 0 ? 0 : (double) late / trades);
  }

  /** Whether it is as if nothing had happened. */
  public boolean isCalm() {
    return signals > 0 && lost == 0 && other == 0 && repeated == 0 && missing == 0;
  }

  /** The figures, for people. */
  public String inWords() {
    return isCalm()
        ? "%,d signals as in the calm run; log of %,d events whole, %,d misplaced"
            .formatted(signals, log, misplaced)
        : ("of %,d signals %,d lost, %,d others, %,d repeated; of %,d log events %,d missing, %,d"
                + " misplaced; %.2f %% of trades late beyond the calm run")
            .formatted(signals, lost, other, repeated, log, missing, misplaced, lateShare * 100);
  }

  /** How many of {@code from} have no equal in {@code in}; both may hold equals. */
  private static <T> long surplus(Map<String, List<T>> from, Map<String, List<T>> in) {
    long surplus = 0;
    for (Map.Entry<String, List<T>> each : from.entrySet()) {
      Map<T, Integer> left = new HashMap<>();
      in.getOrDefault(each.getKey(), List.of()).forEach(one -> left.merge(one, 1, Integer::sum));
      for (T one : each.getValue()) {
        if (left.merge(one, -1, Integer::sum) < 0) {
          surplus++;
        }
      }
    }
    return surplus;
  }

  private static long misplaced(List<Long> log) {
    long misplaced = 0;
    long newest = Long.MIN_VALUE;
    for (long at : log) {
      if (at < newest) {
        misplaced++;
      }
      newest = Math.max(newest, at);
    }
    return misplaced;
  }
}
