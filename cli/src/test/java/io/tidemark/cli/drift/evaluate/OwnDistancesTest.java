package io.tidemark.cli.drift.evaluate;

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

  @Test
  void theLargestDistanceIsThatOfTheWindowThatEndsThere() {
    List<String> row = rows(0).get(0);
    float[] values = table(0).column("x");
    float[] known = Arrays.copyOf(values, KNOWN);
    double largest = 0;
    for (int end = 100; end <= KNOWN; end++) {
      float[] window = Arrays.copyOfRange(values, end - 100, end);
      largest = Math.max(largest, TwoSampleKs.distance(known, window));
    }
    assertThat(row).startsWith("x", "100");
    assertThat(row.get(4)).isEqualTo(String.format(Locale.ROOT, "%.3f", largest));
  }

  @Test
  void aChangeAfterTheReferenceIsFartherThanAllItsOwnWindowsAndNoneIsWithoutOne() {
    for (List<String> row : rows(3)) {
      double own = Double.parseDouble(row.get(4));
      assertThat(Double.parseDouble(row.get(6))).isGreaterThan(own);
      assertThat(Integer.parseInt(row.get(10))).isGreaterThan(ALL - KNOWN - 5_000 + 100);
    }
    // A hundred samples of noise beyond five thousand others' own largest, by chance.
    assertThat(Integer.parseInt(rows(0).get(0).get(10))).isLessThan(200);
  }

  private static List<List<String>> rows(float shift) {
    RecordedTable all = table(shift);
    return OwnDistances.section(all.part(0, KNOWN), all, List.of("x")).rows();
  }

  private static RecordedTable table(float shift) {
    float[] calm = CalmProcess.INDEPENDENT.stream(7, ALL);
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < ALL; i++) {
      rows.add(new float[] {calm[i] + (i < KNOWN ? 0 : shift)});
    }
    return RecordedTable.of(List.of("x"), rows);
  }
}
