package io.tidemark.core.contest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.score.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Ten retrainings in time-lapse. What a feature says of the next hour turns round after the third
 * and after the seventh; a toy trainer fits a logistic regression to the newest hours. Each new
 * version scores beside the champion until the rule says which goes on.
 */
class RetrainingLoopTest {

  private static final long HOUR = 3_600_000_000L;
  private static final int BETWEEN = 1_000;
  private static final int RETRAININGS = 10;
  private static final int HOURS = BETWEEN * (RETRAININGS + 1);

  /** The world changes with these retrainings: their training data is all of the old world. */
  private static final List<Integer> CHANGES = List.of(4, 8);

  /** One hour of the market. */
  private record Hour(double feature, boolean rises) {}

  /** What the log keeps of an order: where it stands, and which version serves from there on. */
  private record Activation(int hour, int version) {}

  /** A version of the model: the weight of the feature. */
  private record Version(int number, double weight) {
    double answer(Hour hour) {
      return 1 / (1 + Math.exp(-weight * hour.feature()));
    }
  }

  /** What a run leaves. */
  private record Run(List<Activation> activations, List<Double> served) {}

  private static List<Hour> market(long seed, double edge) {
    Random random = new Random(seed);
    List<Hour> hours = new ArrayList<>();
    for (int i = 0; i < HOURS; i++) {
      int part = i / BETWEEN;
      double sign = part >= CHANGES.get(0) && part < CHANGES.get(1) ? -1 : 1;
      double feature = random.nextGaussian();
      double rise = 1 / (1 + Math.exp(-sign * edge * feature));
      hours.add(new Hour(feature, random.nextDouble() < rise));
    }
    return hours;
  }

  /** Gradient ascent of the likelihood over the hours before {@code to}. */
  private static Version train(int number, List<Hour> market, int to) {
    List<Hour> newest = market.subList(to - BETWEEN, to);
    double weight = 0;
    for (int step = 0; step < 50; step++) {
      double slope = 0;
      for (Hour hour : newest) {
        double answer = new Version(0, weight).answer(hour);
        slope += ((hour.rises() ? 1 : 0) - answer) * hour.feature();
      }
      weight += 2 * slope / newest.size();
    }
    return new Version(number, weight);
  }

  /** The loop: at each retraining a challenger, after each hour a look, on PROMOTE an order. */
  private static Run loop(List<Hour> market, int failing) {
    Version champion = train(1, market, BETWEEN);
    Version challenger = null;
    Contest contest = null;
    List<Activation> activations = new ArrayList<>();
    List<Double> served = new ArrayList<>();
    for (int i = BETWEEN; i < HOURS; i++) {
      if (i > BETWEEN && i % BETWEEN == 0 && i / BETWEEN != failing) {
        challenger = train(i / BETWEEN, market, i);
        contest = new Contest(Task.DIRECTION, HOUR, ContestTerms.USUAL);
      }
      Hour hour = market.get(i);
      served.add(champion.answer(hour));
      if (challenger != null && contest != null) {
        contest.take(
            new PairedOutcome(
                i * HOUR,
                champion.answer(hour),
                challenger.answer(hour),
                hour.rises() ? 0.01 : -0.01,
                0.5));
        ContestVerdict verdict = contest.standing().verdict();
        if (verdict == ContestVerdict.PROMOTE) {
          champion = challenger;
          activations.add(new Activation(i, champion.number()));
        }
        challenger = verdict == ContestVerdict.KEEP ? challenger : null;
      }
    }
    return new Run(activations, served);
  }

  /** A replay of the log follows its orders and judges nothing. */
  private static List<Double> replay(List<Hour> market, List<Activation> orders) {
    Version serving = train(1, market, BETWEEN);
    List<Double> served = new ArrayList<>();
    int next = 0;
    for (int i = BETWEEN; i < HOURS; i++) {
      served.add(serving.answer(market.get(i)));
      if (next < orders.size() && orders.get(next).hour() == i) {
        int version = orders.get(next).version();
        serving = train(version, market, version * BETWEEN);
        next++;
      }
    }
    return served;
  }

  @Test
  void eachChangeOfTheWorldBringsOnePromotionOfTheFirstVersionThatKnowsIt() {
    for (int seed = 0; seed < 20; seed++) {
      List<Activation> activations = loop(market(seed, 1), 0).activations();
      for (int change : CHANGES) {
        // the version of the change itself was trained before it, the next one after it
        assertThat(activations)
            .as("seed %d, change %d", seed, change)
            .anyMatch(each -> each.version() == change + 1);
      }
    }
  }

  @Test
  void withoutAnEdgeThatChangesPromotionsStayWithinTheBudget() {
    int promotions = 0;
    int seeds = 40;
    for (int seed = 0; seed < seeds; seed++) {
      promotions += loop(market(seed, 0), 0).activations().size();
    }
    assertThat(promotions).isLessThanOrEqualTo((int) (seeds * RETRAININGS * 0.05));
  }

  @Test
  void aTrainingThatFailsLeavesTheChampionUntilTheNextOne() {
    List<Hour> market = market(1, 1);
    int failing = CHANGES.get(0) + 1;
    List<Activation> activations = loop(market, failing).activations();
    assertThat(activations).noneMatch(each -> each.version() == failing);
    assertThat(activations).anyMatch(each -> each.version() == failing + 1);
  }

  @Test
  void theLogReplaysToTheSameAnswersAndTheRuleToTheSameOrders() {
    List<Hour> market = market(2, 1);
    Run run = loop(market, 0);
    assertThat(run.activations()).isNotEmpty();
    assertThat(replay(market, run.activations())).isEqualTo(run.served());
    assertThat(loop(market, 0)).isEqualTo(run);
  }
}
