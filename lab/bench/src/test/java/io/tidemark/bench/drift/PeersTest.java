package io.tidemark.bench.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.bench.drift.peers.Adwin;
import io.tidemark.bench.drift.peers.Detector;
import io.tidemark.bench.drift.peers.Kswin;
import io.tidemark.bench.drift.peers.PageHinkley;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PeersTest {

  private static final int CALM = 3_000;

  /** From the definition: the sum of x - mean - 0.1 is 0.9 a sample once x is about 1 above it. */
  @Test
  void pageHinkleyAlarmsWhenItsSumHasRisenByLambda() {
    PageHinkley test = new PageHinkley(0.1, 5);
    for (int i = 0; i < 1_000_000; i++) {
      assertThat(test.step(i % 2 == 0 ? 0.05 : -0.05)).isFalse();
    }
    int delay = 1;
    while (!test.step(1)) {
      delay++;
    }
    assertThat(delay).isEqualTo(6);
  }

  @Test
  void pageHinkleySeesBothDirections() {
    for (double shift : new double[] {1, -1}) {
      assertThat(delay(new PageHinkley(0.125, 25), shift)).isBetween(10, 120);
    }
  }

  @Test
  void adwinSeesAShiftAndForgetsWhatWasBefore() {
    Adwin adwin = new Adwin(1e-4, 32);
    assertThat(delay(adwin, 1)).isBetween(10, 160);
    int alarms = 0;
    for (float value : CalmProcess.INDEPENDENT.stream(9, CALM)) {
      alarms += adwin.step(value + 1) ? 1 : 0;
    }
    assertThat(alarms).isLessThanOrEqualTo(3);
  }

  @Test
  void adwinIsQuietOnACalmStream() {
    Adwin adwin = new Adwin(1e-4, 32);
    int alarms = 0;
    for (float value : CalmProcess.INDEPENDENT.stream(10, 100_000)) {
      alarms += adwin.step(value) ? 1 : 0;
    }
    assertThat(alarms).isLessThanOrEqualTo(2);
  }

  @Test
  void kswinSeesChangesOfMeanAndScale() {
    assertThat(delay(new Kswin(300, 100, 30, 1), 1)).isBetween(10, 120);
    Kswin scale = new Kswin(300, 100, 30, 1);
    int delay = 0;
    for (float value : CalmProcess.INDEPENDENT.stream(3, CALM)) {
      assertThat(scale.step(value)).isFalse();
    }
    for (float value : CalmProcess.INDEPENDENT.stream(4, CALM)) {
      delay++;
      if (scale.step(4 * value)) {
        break;
      }
    }
    assertThat(delay).isBetween(10, 150);
  }

  /** Its older half is all of one value and its newer one of another: D is 1 for a while. */
  @Test
  void kswinAlarmsAtTheVerySampleWhoseDistanceIsBeyond() {
    Kswin test = new Kswin(20, 10, 4, 1);
    for (int i = 0; i < 20; i++) {
      assertThat(test.step(0)).isFalse();
    }
    // Five of the ten newer samples are 1 after five steps: 5 steps of 1/10, beyond 4.
    for (int i = 1; i < 5; i++) {
      assertThat(test.step(1)).isFalse();
    }
    assertThat(test.step(1)).isTrue();
  }

  @Test
  void everyKnobThatIsTurnedUpAlarmsLess() {
    for (Peer peer : Peer.values()) {
      double[] knobs =
          switch (peer) {
            case KSWIN_PAPER -> new double[] {9, 14};
            case KSWIN_WIDE -> new double[] {30, 45};
            case PAGE_HINKLEY -> new double[] {5, 20};
            case ADWIN -> new double[] {0.5, 4};
          };
      int[] alarms =
          Arrays.stream(knobs).mapToInt(knob -> alarms(peer.detector(knob, 1))).toArray();
      assertThat(alarms[0]).as(peer.words()).isGreaterThan(2 * alarms[1]);
    }
  }

  @Test
  void changesOfShapeKeepMeanAndVariance() {
    float[] calm = CalmProcess.INDEPENDENT.stream(1, 200_000);
    for (Shape shape : new Shape[] {Shape.BIMODAL, Shape.SKEWED}) {
      double sum = 0;
      double squares = 0;
      for (float value : calm) {
        double changed = shape.of(value, 1, CalmProcess.random(1));
        sum += changed;
        squares += changed * changed;
      }
      assertThat(sum / calm.length).as(shape.words()).isCloseTo(0, within(0.01));
      assertThat(squares / calm.length).as(shape.words()).isCloseTo(1, within(0.02));
    }
  }

  private static int alarms(Detector detector) {
    int alarms = 0;
    for (float value : CalmProcess.INDEPENDENT.stream(2, 30_000)) {
      alarms += detector.step(value) ? 1 : 0;
    }
    return alarms;
  }

  private static int delay(Detector detector, double shift) {
    for (float value : CalmProcess.INDEPENDENT.stream(5, CALM)) {
      assertThat(detector.step(value)).isFalse();
    }
    int delay = 0;
    for (float value : CalmProcess.INDEPENDENT.stream(6, CALM)) {
      delay++;
      if (detector.step(value + shift)) {
        return delay;
      }
    }
    return delay + 1;
  }
}
