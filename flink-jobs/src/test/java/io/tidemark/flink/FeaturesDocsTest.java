package io.tidemark.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.feature.FeatureFunction;
import io.tidemark.core.feature.FeatureParameter;
import io.tidemark.core.feature.catalog.FeatureCatalog;
import io.tidemark.core.risk.RiskGate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs/reference/features.md} have the functions of the catalogue. */
class FeaturesDocsTest {

  private static final String TABLE = "written by FeaturesDocsTest";
  private static final String RISK_GATE = "inputs of the risk gate, written by FeaturesDocsTest";
  private static final String NAME = "reference/features.md";
  private static final Path PAGE =
      Path.of(System.getProperty("tidemark.root"), "docs").resolve(NAME);
  private static final Pattern CALL = Pattern.compile("`([a-z_0-9]+)(?:\\(([^)]*)\\))?`");
  private static final String HEADER = "| name |";
  private static final String WARM_UP = "warm-up, bars";

  /**
   * What a table says of a function.
   *
   * @param calls each as its parameters, separated by commas
   * @param unit of its values
   * @param warmUp empty where the table has no such column
   */
  private record Row(List<String> calls, String unit, String warmUp) {}

  private final Map<String, Row> rows = new TreeMap<>();

  @BeforeEach
  void readTheTables() throws IOException {
    boolean inTable = false;
    boolean ofBars = false;
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith(HEADER)) {
        inTable = true;
        ofBars = line.contains(WARM_UP);
      } else if (!line.startsWith("|")) {
        inTable = false;
      } else if (inTable && line.startsWith("| `")) {
        String[] cells = line.substring(1).split(" \\|", -1);
        read(cells[0], cells[2].strip(), ofBars ? cells[cells.length - 2].strip() : "");
      }
    }
  }

  private void read(String calls, String unit, String warmUp) {
    Matcher call = CALL.matcher(calls);
    while (call.find()) {
      Row row =
          rows.computeIfAbsent(call.group(1), name -> new Row(new ArrayList<>(), unit, warmUp));
      String parameters = call.group(2);
      row.calls().add(parameters == null ? "" : parameters);
    }
  }

  @Test
  void everyFunctionHasARowAndEveryRowIsAFunction() {
    assertThat(rows.keySet()).containsExactlyElementsOf(FeatureCatalog.names());
  }

  @Test
  void aRowNamesTheParametersOfItsFunction() {
    for (FeatureFunction function : FeatureCatalog.functions()) {
      List<String> allowed = calls(function);
      assertThat(row(function).calls()).as(function.name()).contains(allowed.get(0));
      assertThat(allowed).as(function.name()).containsAll(row(function).calls());
    }
  }

  @Test
  void aRowHasTheUnitOfItsFunction() {
    for (FeatureFunction function : FeatureCatalog.functions()) {
      assertThat(row(function).unit()).as(function.name()).isEqualTo(function.unit());
    }
  }

  @Test
  void aRowOfBarsHasTheWarmUpOfItsFunction() {
    for (FeatureFunction function : FeatureCatalog.functions()) {
      String warmUp = row(function).warmUp();
      assertThat(warmUp.isEmpty()).as(function.name()).isEqualTo(!function.needs().ofBars());
      if (!warmUp.isEmpty()) {
        assertThat(warmUp).as(function.name()).isEqualTo(FeatureCatalog.warmUp(function));
      }
    }
  }

  @Test
  void theTableOfParametersSaysWhatTheCatalogueSays() throws IOException {
    mustBeUpToDate(TABLE, parameters());
  }

  @Test
  void whatTheRiskGateLooksAtIsWhatItsRulesNeed() throws IOException {
    List<String> features =
        RiskGate.inputs().stream()
            .flatMap(input -> Stream.ofNullable(input.feature()))
            .map(feature -> "`" + feature + "`")
            .toList();
    int last = features.size() - 1;
    String others = String.join(", ", features.subList(0, last));
    mustBeUpToDate(RISK_GATE, "\n" + others + " and " + features.get(last) + ".\n\n");
  }

  /** Holds what stands between two comments of the page against what should. */
  private static void mustBeUpToDate(String block, String expected) throws IOException {
    String page = Files.readString(PAGE);
    String before = "<!-- begin: " + block + " -->\n";
    int begin = page.indexOf(before) + before.length();
    int end = page.indexOf("<!-- end: " + block + " -->\n");
    assertThat(begin).isGreaterThan(before.length());
    assertThat(end).isGreaterThanOrEqualTo(begin);
    GeneratedPage.mustBeUpToDate(NAME, page.substring(0, begin) + expected + page.substring(end));
  }

  private Row row(FeatureFunction function) {
    return Objects.requireNonNull(rows.get(function.name()), function.name());
  }

  /** With all parameters, and without those at the end that have a default. */
  private static List<String> calls(FeatureFunction function) {
    List<FeatureParameter> parameters = function.parameters();
    List<String> calls = new ArrayList<>();
    int given = parameters.size();
    calls.add(names(parameters));
    while (given > 0 && parameters.get(given - 1).fallback() != null) {
      given--;
      calls.add(names(parameters.subList(0, given)));
    }
    return calls;
  }

  private static String names(List<FeatureParameter> parameters) {
    return parameters.stream().map(FeatureParameter::name).collect(Collectors.joining(","));
  }

  private static String parameters() {
    StringBuilder table =
        new StringBuilder(
            """

            | function | parameters | looks at | drift may | source |
            |---|---|---|---|---|
            """);
    for (FeatureFunction function : FeatureCatalog.functions()) {
      table.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  function.name(),
                  function.parameters().stream()
                      .map(FeaturesDocsTest::range)
                      .collect(Collectors.joining("; ")),
                  function.needs().name().toLowerCase(Locale.ROOT),
                  function.drift().name().toLowerCase(Locale.ROOT),
                  function.source()));
    }
    return table.append('\n').toString();
  }

  private static String range(FeatureParameter parameter) {
    String range = "`" + parameter.name() + "`: " + parameter.range();
    return parameter.fallback() == null
        ? range
        : range + ", `" + parameter.fallback() + "` unless given";
  }
}
