package io.tidemark.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReliabilityReportTest {

  @Test
  void everyRowIsOneLineAndAFailedOneIsCounted() {
    RowResult good = new RowResult("a", "none", "seen", true, "equal", "1 s", "", 3);
    RowResult bad = new RowResult("b", "kill | stop", "seen", false, "2 lost\nof 3", "", "red", 4);

    String page = new ReliabilityReport("Seed 1.", List.of(good, bad)).markdown();

    assertThat(page.lines())
        .contains(
            "1 of 2 rows passed.",
            "| `a` | none | seen | pass | equal | 1 s |  | 3 |",
            "| `b` | kill \\| stop | seen | **FAIL** | 2 lost of 3 |  | red | 4 |");
  }
}
