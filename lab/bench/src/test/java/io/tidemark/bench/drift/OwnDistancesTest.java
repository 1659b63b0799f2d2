package io.tidemark.bench.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.drift.TwoSampleKs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class OwnDistancesTest {

  private static final int KNOWN = 5_000;
  private static final int ALL = 10_000;
  private static final int WINDOW = 100;
  private static final int PERSISTENCE = 3;
  private static final long DAY = 86_400_000_000L;

  @Test
  void eachFigureIsThatOfTheWindowsThatBruteForceLooksAt() {
    RecordedTable all = table(0.3f);
    float[] values = all.column("x");
    float[] known = Arrays.copyOf(values, KNOWN);
    List<String> row = row(all, WINDOW);

    assertThat(row.subList(2, 6)).isEqualTo(facts(known, known, 0));
    assertThat(row.subList(6, 10))
        .isEqualTo(facts(known, Arrays.copyOfRange(values, KNOWN, ALL), KNOWN));
  }

  @Test
  void eachLaterWindowOfAnotherDistributionIsBeyond() {
    RecordedTable shifted = table(5);
    for (int window : new int[] {WINDOW, 1_000}) {
      int full = ALL - KNOWN - window + 1;
      assertThat(row(shifted, window).get(10)).isEqualTo(String.valueOf(full - PERSISTENCE + 1));
    }
  }

  @Test
  void theSameSamplesAgainAreNeverBeyond() {
    float[] calm = CalmProcess.INDEPENDENT.stream(7, KNOWN);
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < ALL; i++) {
      rows.add(new float[] {calm[i % KNOWN]});
    }
    assertThat(row(dated(rows), WINDOW).get(10)).isEqualTo("0");
  }

  /** Median, 99 %, largest and its day, by sorting each window anew. */
  private static List<String> facts(float[] known, float[] values, int firstDay) {
    double[] each = new double[values.length - WINDOW + 1];
    for (int i = 0; i < each.length; i++) {
      each[i] = TwoSampleKs.distance(known, Arrays.copyOfRange(values, i, i + WINDOW));
    }
    double[] last = new double[each.length - PERSISTENCE + 1];
    int largest = 0;
    for (int i = 0; i < last.length; i++) {
      last[i] = Arrays.stream(each, i, i + PERSISTENCE).min().orElseThrow();
      largest = last[i] > last[largest] ? i : largest;
    }
    double[] sorted = last.clone();
    Arrays.sort(sorted);
    long day = (long) firstDay + largest + WINDOW + PERSISTENCE - 2;
    return List.of(
        text(sorted[sorted.length / 2]),
        text(sorted[(int) (0.99 * sorted.length)]),
        text(last[largest]),
        Episodes.day(day * DAY));
  }

  private static String text(double distance) {
    return String.format(Locale.ROOT, "%.3f", distance);
  }

  private static List<String> row(RecordedTable all, int window) {
    return OwnDistances.rows(all.part(0, KNOWN), all, List.of("x"), PERSISTENCE).stream()
        .filter(row -> row.get(1).equals(String.format(Locale.ROOT, "%,d", window)))
        .findFirst()
        .orElseThrow();
  }

  private static RecordedTable table(float shift) {
    float[] calm = CalmProcess.INDEPENDENT.stream(7, ALL);
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < ALL; i++) {
      rows.add(new float[] {calm[i] + (i < KNOWN ? 0 : shift)});
    }
    return dated(rows);
  }

  /** A row a day. */
  private static RecordedTable dated(List<float[]> rows) {
    List<Long> times = new ArrayList<>();
    for (long day = 0; day < rows.size(); day++) {
      times.add(day * DAY);
    }
    return new RecordedTable(List.of("x"), times, rows);
  }
}
