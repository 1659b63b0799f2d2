package io.tidemark.bench.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.calibration.SeriesWatch;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class FalseAlarmsTest {

  /** The alarms of windows that are emptied are those of windows that are not, one refill apart. */
  @Test
  void emptyingTheWindowsIsNothingButTheTimeToFillThem() {
    int window = 50;
    int persistence = 3;
    float[] baseline = CalmProcess.AR_HALF.stream(1, 500);
    float[] live = CalmProcess.AR_HALF.stream(2, 50_000);
    double threshold = 0.3;
    SeriesWatch emptied = new SeriesWatch(baseline, window, persistence);
    SeriesWatch kept = new SeriesWatch(baseline, window, persistence);
    BitSet beyond = new BitSet();
    int alarms = 0;
    for (int i = 0; i < live.length; i++) {
      if (kept.step(live[i]) > threshold) {
        beyond.set(i);
      }
      if (emptied.step(live[i]) > threshold) {
        alarms++;
        emptied.empty();
      }
    }
    assertThat(alarms).isGreaterThan(20);
    assertThat(FalseAlarms.alarms(beyond, window + persistence - 1)).isEqualTo(alarms);
  }

  @Test
  void aBaselineHasOneRowOfEachStretch() {
    int[] rows = FalseAlarms.baselineRows(3, 1_000, 100);
    for (int i = 0; i < rows.length; i++) {
      assertThat(rows[i] / 10).isEqualTo(i);
    }
  }
}
