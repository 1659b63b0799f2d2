package io.tidemark.recordings.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.exchange.series.MacroSeries;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The guide names every series by the name of its file. */
final class MacroSeriesDocsTest {

  private static final Path GUIDE =
      Path.of(System.getProperty("tidemark.root"), "docs/guide/recorded-data.md");

  @Test
  void theGuideNamesEachFileThatIsRead() {
    for (MacroSeries series : MacroSeries.values()) {
      assertThat(GUIDE).content().contains("`" + series.stem() + "`");
    }
  }
}
