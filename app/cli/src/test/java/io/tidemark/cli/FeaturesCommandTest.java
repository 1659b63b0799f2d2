package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.feature.catalog.FeatureCatalog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FeaturesCommandTest {

  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @Test
  void everyFeatureIsListedWithFormulaAndUnit() {
    assertThat(run()).isZero();
    for (String name : FeatureCatalog.names()) {
      assertThat(said.toString()).containsPattern("(?m)^" + name + "(\\[?\\(.*)?$");
    }
    for (String line : List.of("formula", "unit", "looks at", "warm-up", "drift may")) {
      assertThat(said.toString().split("    " + line + " ", -1))
          .as(line)
          .hasSize(FeatureCatalog.names().size() + 1);
    }
  }

  @Test
  void oneFeatureSaysWhatItCanBeTold() {
    assertThat(run("book_imbalance", "rsi")).isZero();
    assertThat(said.toString())
        .contains("book_imbalance[(levels)]\n")
        .contains("    levels     a whole number from 1 to 20; 1 unless given\n")
        .contains("rsi(n)\n")
        .contains("    n          a whole number from 1 to 10000\n")
        .contains("    drift may  ignore\n")
        .contains("    warm-up    no bars\n")
        .contains("    warm-up    closed bars: n\n")
        .doesNotContain("macd");
  }

  @Test
  void programsAreGivenTheSame() throws Exception {
    assertThat(run("--json")).isZero();
    JsonNode all = new ObjectMapper().readTree(said.toString());
    assertThat(all.findValuesAsText("formula")).doesNotContain("");
    assertThat(all.findValuesAsText("warmUp")).contains("slow + signal - 2").doesNotContain("");
    assertThat(all).hasSize(FeatureCatalog.names().size());
  }

  @Test
  void anUnknownNameIsAnsweredWithAllThatThereAre() {
    assertThat(run("moon_phase")).isEqualTo(2);
    assertThat(complained.toString())
        .contains("There is no feature 'moon_phase'; there are adx, ")
        .contains(", zscore\n");
  }

  private int run(String... arguments) {
    CommandLine command = new CommandLine(new FeaturesCommand());
    command.setOut(new PrintWriter(said));
    command.setErr(new PrintWriter(complained));
    return command.execute(arguments);
  }
}
