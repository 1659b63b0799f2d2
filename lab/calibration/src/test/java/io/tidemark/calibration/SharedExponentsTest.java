package io.tidemark.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedExponentsTest {

  @Test
  void exponentsThatDifferByChanceBecomeAlmostOne() {
    SplittableRandom random = new SplittableRandom(1);
    Levels.Tail[] noisy =
        IntStream.range(0, 200)
            .mapToObj(i -> tail(0.1, 0.02 * Math.exp(0.3 * random.nextGaussian())))
            .toArray(Levels.Tail[]::new);
    SharedExponents shared = SharedExponents.of(noisy, 10);
    assertThat(shared.own()).isLessThan(0.2);
    for (Levels.Tail drawn : shared.tails()) {
      assertThat(drawn.excess()).isCloseTo(0.02, within(0.003));
      assertThat(drawn.base()).isEqualTo(0.1);
    }
  }

  @Test
  void exponentsThatTrulyDifferStayApart() {
    Levels.Tail[] two =
        IntStream.range(0, 200)
            .mapToObj(i -> tail(0.1, i % 2 == 0 ? 0.004 : 0.1))
            .toArray(Levels.Tail[]::new);
    SharedExponents shared = SharedExponents.of(two, 10);
    assertThat(shared.own()).isGreaterThan(0.9);
    assertThat(shared.tails().get(1).excess() / shared.tails().get(0).excess()).isGreaterThan(15);
  }

  @Test
  void anExponentIsInUnitsOfItsOwnLevel() {
    Levels.Tail[] scaled =
        IntStream.range(1, 20).mapToObj(i -> tail(0.01 * i, 0.002 * i)).toArray(Levels.Tail[]::new);
    List<Levels.Tail> drawn = SharedExponents.of(scaled, 10).tails();
    for (int i = 0; i < scaled.length; i++) {
      assertThat(drawn.get(i).excess()).isCloseTo(scaled[i].excess(), within(1e-12));
    }
  }

  @Test
  void aFewSeriesAndConstantsKeepTheirOwn() {
    Levels.Tail[] few = {tail(0.1, 0.01), tail(0.1, 0.05), tail(0, 0)};
    SharedExponents shared = SharedExponents.of(few, 10);
    assertThat(shared.tails()).containsExactly(few);
    assertThat(shared.own()).isOne();
  }

  private static Levels.Tail tail(double base, double excess) {
    return new Levels.Tail(base, excess, 8, 400);
  }
}
