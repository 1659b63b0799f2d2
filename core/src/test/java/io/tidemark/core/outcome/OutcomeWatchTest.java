package io.tidemark.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.score.Task;
import io.tidemark.core.state.StateBytes;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutcomeWatchTest {

  private static final long BAR = 3_600_000_000L;
  private static final float SAID = 0.6f;

  /** Of one who says 60 % and is right so often: means and deviations by hand. */
  private static final OutcomeReference REFERENCE =
      new OutcomeReference(
          new OutcomeMeasure(Task.DIRECTION, 0.5),
          1_000,
          List.of(
              new TestReference(OutcomeTest.EDGE, -0.0201, 0.199, 0, 1),
              new TestReference(OutcomeTest.CONFIDENCE, 0, 0.49, 0, 1)));

  private final OutcomeWatch watch = new OutcomeWatch(BAR, BAR, REFERENCE, 30);

  @Test
  void aModelThatIsRightAsOftenAsItSaysIsNotBeyondInTenThousandOutcomes() {
    assertThat(firstBeyond(0.6, 10_000)).isEqualTo(10_000);
  }

  @Test
  void aReversedEdgeIsSeenWithinTwiceTheDerivedDelay() {
    // Under 40 % right the edge's number has the mean 0.4 ln(.5/.6) + 0.6 ln(.5/.4), 0.061.
    double derived = 30 * 0.199 / 0.061;
    assertThat(firstBeyond(0.4, 10_000)).isBetween((int) (derived / 2), (int) (derived * 2));
  }

  @Test
  void oneOutcomeAloneIsNeverBeyond() {
    OutcomeReference narrow =
        new OutcomeReference(
            REFERENCE.measure(),
            1_000,
            List.of(new TestReference(OutcomeTest.LOSS, 0, 1e-9, -1, 1e-9)));
    OutcomeWatch test = new OutcomeWatch(BAR, BAR, narrow, 0);
    OutcomeState state = new OutcomeState();
    test.take(state, 1, 0f, 1, 0);
    assertThat(test.isBeyond(state)).isFalse();
    test.take(state, 2, 0f, 1, 0);
    assertThat(test.isBeyond(state)).isTrue();
  }

  @Test
  void theChangeIsSaidToHaveBegunWhenTheSumLastLeftZero() {
    OutcomeState state = new OutcomeState();
    watch.take(state, 10, SAID, -1, 0);
    watch.take(state, 20, SAID, 1, 0);
    watch.take(state, 30, SAID, 1, 0);
    watch.take(state, 40, SAID, -1, 0);
    watch.take(state, 50, SAID, -1, 0);
    assertThat(watch.farthest(state)).isNotEqualTo(OutcomeWatch.NONE);
    assertThat(watch.risingSince(state, 0)).isEqualTo(40);
    assertThat(watch.sum(state, 0)).isCloseTo(2 * Math.log(1.25) / 0.199, within(1e-6));
  }

  @Test
  void whatIsWrittenAndReadGoesOnAsIfNothingHadBeen() {
    OutcomeState whole = new OutcomeState();
    OutcomeState restarted = new OutcomeState();
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      double forward = random.nextBoolean() ? 0.01 : -0.01;
      watch.take(whole, i, SAID, forward, 0);
      restarted = StateBytes.restored(new OutcomeStateCodec(), restarted);
      watch.take(restarted, i, SAID, forward, 0);
    }
    assertThat(StateBytes.bytes(new OutcomeStateCodec(), restarted))
        .isEqualTo(StateBytes.bytes(new OutcomeStateCodec(), whole));
  }

  @Test
  void sumsThatWereFarBeyondFallAgainOnceTheModelIsRightAgain() {
    OutcomeState state = new OutcomeState();
    for (int i = 0; i < 5_000; i++) {
      watch.take(state, i, SAID, -1, 0);
    }
    assertThat(watch.isBeyond(state)).isTrue();
    for (int i = 0; i < 30; i++) {
      watch.take(state, i, SAID, 1, 0);
    }
    assertThat(watch.isBeyond(state)).isFalse();
  }

  private int firstBeyond(double right, int most) {
    Random random = new Random(1);
    OutcomeState state = new OutcomeState();
    for (int i = 0; i < most; i++) {
      watch.take(state, i, SAID, random.nextDouble() < right ? 0.01 : -0.01, 0);
      if (watch.isBeyond(state)) {
        return i;
      }
    }
    return most;
  }
}
