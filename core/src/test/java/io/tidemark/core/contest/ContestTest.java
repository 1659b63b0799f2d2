package io.tidemark.core.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.score.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each market is drawn from a seed; the budget is held against the share of seeds. */
class ContestTest {

  private static final long HOUR = 3_600_000_000L;
  private static final long DAY = 24 * HOUR;
  private static final ContestTerms TERMS = ContestTerms.USUAL;
  private static final int SEEDS = 400;

  /** Answers that lie {@code champion} and {@code challenger} beside the truth, each on its own. */
  private static List<PairedOutcome> directions(
      long seed, int number, double champion, double challenger) {
    Random random = new Random(seed);
    List<PairedOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      double truth = 0.5 + 0.1 * random.nextGaussian();
      outcomes.add(
          new PairedOutcome(
              i * HOUR,
              probability(truth + champion * random.nextGaussian()),
              probability(truth + challenger * random.nextGaussian()),
              random.nextDouble() < truth ? 0.01 : -0.01,
              0.5));
    }
    return outcomes;
  }

  private static double probability(double value) {
    return Math.min(0.95, Math.max(0.05, value));
  }

  /** The first verdict that ends it; KEEP if none does. */
  private static ContestVerdict end(Contest contest, List<PairedOutcome> outcomes) {
    for (PairedOutcome outcome : outcomes) {
      contest.take(outcome);
      ContestVerdict verdict = contest.standing().verdict();
      if (verdict != ContestVerdict.KEEP) {
        return verdict;
      }
    }
    return ContestVerdict.KEEP;
  }

  private static Contest contest() {
    return new Contest(Task.DIRECTION, HOUR, TERMS);
  }

  private static double share(ContestVerdict of, double champion, double challenger) {
    int ended = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      if (end(contest(), directions(seed, 2_000, champion, challenger)) == of) {
        ended++;
      }
    }
    return (double) ended / SEEDS;
  }

  @Test
  void anEqualChallengerIsPromotedNoOftenerThanTheBudgetThoughEachOutcomeIsLookedAt() {
    assertThat(share(ContestVerdict.PROMOTE, 0.1, 0.1)).isLessThanOrEqualTo(TERMS.error());
  }

  /** The control of the test before: a test that may be looked at once, looked at each time. */
  @Test
  void theUsualTestOfTheMeanWouldPromoteEqualsMuchOftener() {
    int promoted = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      promoted += everSignificant(directions(seed, 2_000, 0.1, 0.1)) ? 1 : 0;
    }
    assertThat((double) promoted / SEEDS).isGreaterThan(3 * TERMS.error());
  }

  /** Whether a one-sided t test at the budget's level says so after any outcome. */
  private static boolean everSignificant(List<PairedOutcome> outcomes) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < outcomes.size(); i++) {
      PairedOutcome outcome = outcomes.get(i);
      double better = loss(outcome, outcome.champion()) - loss(outcome, outcome.challenger());
      sum += better;
      squares += better * better;
      if (i >= TERMS.fewest() && sum > 1.645 * Math.sqrt(squares)) {
        return true;
      }
    }
    return false;
  }

  private static double loss(PairedOutcome of, double probability) {
    return -Math.log(of.forwardReturn() > 0 ? probability : 1 - probability);
  }

  @Test
  void aBetterChallengerIsPromotedAndAWorseOneIsRetiredAndNeverPromoted() {
    assertThat(share(ContestVerdict.PROMOTE, 0.2, 0.0)).isGreaterThan(0.9);
    assertThat(share(ContestVerdict.RETIRE, 0.0, 0.2)).isGreaterThan(0.95);
    assertThat(share(ContestVerdict.PROMOTE, 0.0, 0.2)).isZero();
  }

  @Test
  void theSameAnswersAreKeptUntilTheyHadTheirTimeAndThenRetired() {
    Contest contest = contest();
    List<PairedOutcome> outcomes = directions(1, TERMS.most(), 0.1, 0.1);
    for (int i = 0; i < outcomes.size(); i++) {
      PairedOutcome of = outcomes.get(i);
      contest.take(
          new PairedOutcome(of.clock(), of.champion(), of.champion(), of.forwardReturn(), 0.5));
      assertThat(contest.standing().verdict())
          .isEqualTo(i + 1 < TERMS.most() ? ContestVerdict.KEEP : ContestVerdict.RETIRE);
    }
    assertThat(contest.standing().evidenceFor()).isEqualTo(1);
  }

  @Test
  void momentsThatShareTheirOutcomeCountOncePerHorizon() {
    Contest contest = new Contest(Task.DIRECTION, DAY, TERMS);
    int counted = 0;
    for (PairedOutcome outcome : directions(1, 10 * 24, 0.1, 0.1)) {
      counted += contest.take(outcome) ? 1 : 0;
    }
    assertThat(counted).isEqualTo(10);
    assertThat(contest.standing().outcomes()).isEqualTo(10);
  }

  @Test
  void equalsWithOutcomesThatOverlapStayWithinTheBudgetAndCountingEachWouldNot() {
    int promoted = 0;
    int countedEach = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      List<PairedOutcome> overlapping = overlapping(seed);
      if (end(new Contest(Task.DIRECTION, DAY, TERMS), overlapping) == ContestVerdict.PROMOTE) {
        promoted++;
      }
      if (end(contest(), overlapping) == ContestVerdict.PROMOTE) {
        countedEach++;
      }
    }
    assertThat((double) promoted / SEEDS).isLessThanOrEqualTo(TERMS.error());
    assertThat((double) countedEach / SEEDS).isGreaterThan(3 * TERMS.error());
  }

  /** A random walk asked every hour about the next day by two that know nothing. */
  private static List<PairedOutcome> overlapping(long seed) {
    Random random = new Random(seed);
    int number = 24 * 300;
    double[] price = new double[number + 25];
    for (int i = 1; i < price.length; i++) {
      price[i] = price[i - 1] + random.nextGaussian();
    }
    double bull = 0.5;
    List<PairedOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      if (i % 24 == 0) {
        bull = random.nextBoolean() ? 0.55 : 0.45;
      }
      outcomes.add(
          new PairedOutcome(i * HOUR, 1 - bull, bull, price[i + 24] - price[i], Double.NaN));
    }
    return outcomes;
  }

  @Test
  void aBetterChallengerWhoseCalibrationIsWorseIsNotPromoted() {
    Contest contest = contest();
    Random random = new Random(1);
    for (int i = 0; i < 1_500; i++) {
      // the champion knows nothing and says so; the challenger knows and claims too much
      boolean high = random.nextBoolean();
      boolean rises = random.nextDouble() < (high ? 0.8 : 0.2);
      double claims = high ? 0.9 : 0.1;
      contest.take(new PairedOutcome(i * HOUR, 0.505, claims, rises ? 0.01 : -0.01, 0.5));
    }
    Standing standing = contest.standing();
    assertThat(standing.evidenceFor()).isGreaterThan(1 / TERMS.error());
    assertThat(standing.verdict()).isEqualTo(ContestVerdict.KEEP);
    assertThat(standing.reason()).isEqualTo("the challenger's calibration is worse");
  }

  @Test
  void volatilitiesAreHeldAgainstEachOtherByQlike() {
    Random random = new Random(1);
    Contest contest = new Contest(Task.VOLATILITY, HOUR, TERMS);
    Contest turned = new Contest(Task.VOLATILITY, HOUR, TERMS);
    for (int i = 0; i < 1_500; i++) {
      double truth = 0.5 * Math.exp(0.3 * random.nextGaussian());
      double came = truth * Math.exp(0.3 * random.nextGaussian());
      contest.take(new PairedOutcome(i * HOUR, 0.55, truth, 0.01, came));
      turned.take(new PairedOutcome(i * HOUR, truth, 0.55, 0.01, came));
    }
    assertThat(contest.standing().verdict()).isEqualTo(ContestVerdict.PROMOTE);
    assertThat(turned.standing().verdict()).isEqualTo(ContestVerdict.RETIRE);
  }

  @Test
  void aSingleEnormousOutcomeDecidesNothing() {
    Contest contest = contest();
    directions(1, 200, 0.1, 0.1).forEach(contest::take);
    double before = contest.standing().evidenceFor();
    contest.take(new PairedOutcome(1_000 * HOUR, 0, 1, 0.01, 0.5));
    assertThat(contest.standing().evidenceFor()).isLessThan(2 * before);
  }

  @Test
  void allThatIsWrongWithTermsIsSaidAtOnceAndOtherTasksAreRefused() {
    assertThatThrownBy(() -> new ContestTerms(0, 10, 5))
        .hasMessageContaining("error must be from")
        .hasMessageContaining("fewest must be at least 50, was 10")
        .hasMessageContaining("most must not be below fewest, was 5");
    assertThatThrownBy(() -> new Contest(Task.REGIME, HOUR, TERMS))
        .hasMessageContaining("models of regime are not promoted by rule");
  }
}
