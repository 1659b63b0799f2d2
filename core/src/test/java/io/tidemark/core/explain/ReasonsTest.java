package io.tidemark.core.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReasonsTest {

  private static final List<String> NAMES = List.of("a", "b", "c", "d");
  private static final float[] TWO_BARS = {1, 2, 3, 4, 5, 6, 7, 8};

  @Test
  void theStrongestComeFirstWhicheverWayTheyPullAndOfEqualOnesTheModelsFirst() {
    assertThat(Reasons.of(fixed(0.1, -0.5, 0.5, 0.3), NAMES, 3).of(TWO_BARS))
        .containsExactly(
            new Reason("b", 6, -0.5), new Reason("c", 7, 0.5), new Reason("d", 8, 0.3));
  }

  @Test
  void whatMovedNothingIsNoReason() {
    assertThat(Reasons.of(fixed(0, 0.5, -0.0, 0), NAMES, 4).of(TWO_BARS))
        .containsExactly(new Reason("b", 6, 0.5));
  }

  @Test
  void aModelWithoutAValidScoreOnTheWayHasNoReasons() {
    assertThat(Reasons.of(fixed(0.1, Double.NaN, 0.2, 0.3), NAMES, 4).of(TWO_BARS)).isEmpty();
  }

  @Test
  void whoWantsNoneHasNone() {
    assertThat(Reasons.NONE.areWanted()).isFalse();
    assertThat(Reasons.NONE.of(TWO_BARS)).isEmpty();
    assertThat(Reasons.of(fixed(1, 1, 1, 1), NAMES, 1).areWanted()).isTrue();
  }

  @Test
  void noneAndMoreThanTheMostAreRefused() {
    for (int most : new int[] {0, Reasons.MOST + 1}) {
      assertThatThrownBy(() -> Reasons.of(fixed(), NAMES, most))
          .hasMessage("reasons must be 1 to 32, was " + most);
    }
  }

  private static Explainer fixed(double... contributions) {
    return new Explainer() {
      @Override
      public Attribution explain(float[] window) {
        return new Attribution(0, 0, contributions);
      }

      @Override
      public boolean isExact() {
        return true;
      }

      @Override
      public Link link() {
        return Link.SCORE;
      }

      @Override
      public void close() {
        // holds nothing
      }
    };
  }
}
