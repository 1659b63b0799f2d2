package io.tidemark.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.state.StateBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** That labels are right is tested where the export is made, with the whole log before it. */
class OutcomeLabelsTest {

  private static final long BAR = 60;
  private static final long HORIZON = 300;

  private final OutcomeLabels labels = new OutcomeLabels(HORIZON, BAR);

  /** What is known after an event, and whether a bar closed with it. */
  private record Known(long clock, double price, long pricedAt, boolean scored) {}

  private static final class Lines implements LabelTaker {
    final List<String> all = new ArrayList<>();

    @Override
    public void known(long clock, float answer, double forwardReturn, double volatility) {
      all.add(clock + " " + answer + " " + forwardReturn + " " + volatility);
    }

    @Override
    public void hole() {
      all.add("hole");
    }
  }

  @Test
  void aRestartAnywhereChangesNoLabelWithHolesAndChangesOfUnit() {
    for (int seed = 0; seed < 200; seed++) {
      List<Known> log = log(seed);
      assertThat(fold(log, seed)).isEqualTo(fold(log, -1));
    }
  }

  @Test
  void aLabelIsGivenOutOnlyByAnEventBehindItsHorizon() {
    for (int seed = 0; seed < 200; seed++) {
      DueRows due = new DueRows();
      for (Known known : log(seed)) {
        labels.observe(
            due,
            known.clock(),
            known.price(),
            known.pricedAt(),
            new LabelTaker() {
              @Override
              public void known(long clock, float answer, double forward, double volatility) {
                assertThat(clock + HORIZON).isLessThan(known.clock());
              }

              @Override
              public void hole() {
                // says nothing
              }
            });
        if (known.scored()) {
          labels.add(due, 0);
        }
      }
    }
  }

  @Test
  void rowsOfOneABarAreAtMostOneMoreThanTheBarsOfTheHorizon() {
    DueRows due = new DueRows();
    for (long clock = BAR; clock < 1_000 * BAR; clock += BAR) {
      labels.observe(due, clock, 100, clock, new Lines());
      labels.add(due, 0);
      assertThat(due.size()).isLessThanOrEqualTo((int) (HORIZON / BAR) + 1);
    }
    assertThat(due.size()).isEqualTo((int) (HORIZON / BAR) + 1);
  }

  private List<String> fold(List<Known> log, int seed) {
    Random random = new Random(seed);
    Lines lines = new Lines();
    OutcomeState state = new OutcomeState();
    int row = 0;
    for (Known known : log) {
      if (seed >= 0 && random.nextInt(5) == 0) {
        state = StateBytes.restored(new OutcomeStateCodec(), state);
      }
      labels.observe(state.due, known.clock(), known.price(), known.pricedAt(), lines);
      if (known.scored()) {
        labels.add(state.due, row++);
      }
    }
    labels.finish(state.due, lines);
    return lines.all;
  }

  private static List<Known> log(int seed) {
    Random random = new Random(seed);
    List<Known> log = new ArrayList<>();
    long clock = 1_000;
    double unit = 1;
    double price = Double.NaN;
    long pricedAt = 0;
    for (int i = 0; i < 150; i++) {
      clock += random.nextInt(10) == 0 ? 200 : random.nextInt(30);
      unit *= random.nextInt(40) == 0 ? 1_000 : 1;
      if (random.nextInt(3) > 0) {
        price = unit * (95 + random.nextInt(10));
        pricedAt = clock;
      }
      log.add(new Known(clock, price, pricedAt, random.nextBoolean()));
    }
    return log;
  }
}
