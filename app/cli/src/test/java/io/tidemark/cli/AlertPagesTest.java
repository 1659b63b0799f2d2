package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.flink.metrics.MetricId;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is woken by an alert finds what to do, and sees the instrument. */
final class AlertPagesTest {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root"));
  private static final String PAGE = "docs/guide/alerts.md";

  /** Their texts are relied upon as they are. */
  private static final Set<String> NAMED_BY_THE_PAGE_ALONE =
      Set.of("TidemarkKillSwitch", "TidemarkModelPaused");

  @Test
  void everyAlertHasASectionThatSaysWhatItMeansAndWhatToDo() throws IOException {
    Map<String, String> sections = sections();
    assertThat(sections.keySet()).isEqualTo(alerts().keySet());
    assertThat(sections.values())
        .allSatisfy(
            text -> assertThat(text).contains("**Means:** ", "\n**Look at:** ", "\n**Do:** "));
  }

  @Test
  void everyAlertSaysWhatIsAndWhatToDoAndWhereItsPageIs() throws IOException {
    alerts()
        .forEach(
            (name, rule) -> {
              JsonNode said = rule.get("annotations");
              assertThat(said.get("summary").asText()).as(name).isNotBlank();
              assertThat(said.get("action").asText()).as(name).isNotBlank();
              if (NAMED_BY_THE_PAGE_ALONE.contains(name)) {
                assertThat(said.has("page")).as(name).isFalse();
              } else {
                assertThat(said.get("page").asText())
                    .isEqualTo(PAGE + "#" + name.toLowerCase(Locale.ROOT));
              }
            });
  }

  @Test
  void everyAlertHasATestInWhichItStaysOnForThreeHours() throws IOException {
    Map<String, Integer> longest = new LinkedHashMap<>();
    for (JsonNode test : testsOfTheRules()) {
      Map<String, List<Integer>> on = new LinkedHashMap<>();
      for (JsonNode expected : test.get("alert_rule_test")) {
        if (expected.has("exp_alerts")) {
          on.computeIfAbsent(expected.get("alertname").asText(), any -> new ArrayList<>())
              .add(minutes(expected.get("eval_time").asText()));
        }
      }
      on.forEach((name, at) -> longest.merge(name, span(test, name, at), Math::max));
    }
    assertThat(longest.keySet()).containsExactlyInAnyOrderElementsOf(alerts().keySet());
    assertThat(longest)
        .allSatisfy((name, span) -> assertThat(span).as(name).isGreaterThanOrEqualTo(175));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alerts.test.yml", "lasting.test.yml"})
  void theRulesFireStayAndEndAsTheirTestsSay(String file) throws IOException, InterruptedException {
    assumeTrue(isInstalled("promtool"), "there is no promtool (Debian: prometheus)");
    Process promtool =
        new ProcessBuilder("promtool", "test", "rules", file)
            .directory(ROOT.resolve("docker/prometheus").toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(promtool.waitFor()).as(said).isZero();
  }

  @Test
  void allThatIsToldOfAnInstrumentIsOnTheDashboard() throws IOException {
    String dashboard = Files.readString(dashboard());
    assertThat(MetricId.values())
        .filteredOn(id -> id.label().equals(MetricId.INSTRUMENT) && id != MetricId.CLOCK)
        .isNotEmpty()
        .allSatisfy(
            id ->
                assertThat(dashboard)
                    .contains("_tidemark_instrument_" + id.metricName() + "{instrument=~"));
  }

  @Test
  void theDashboardCallsTheRulesByTheirNames() throws IOException {
    JsonNode override =
        new ObjectMapper()
            .readTree(dashboard().toFile()).findValues("overrides").stream()
                .flatMap(each -> each.findParents("matcher").stream())
                .filter(each -> each.get("matcher").get("options").asText().equals("Blocked by"))
                .findAny()
                .orElseThrow();
    JsonNode names = override.findValue("value").get(0).get("options");
    assertThat(names).hasSize(RiskRule.values().length + 1);
    for (RiskRule rule : RiskRule.values()) {
      assertThat(names.get(Integer.toString(rule.place())).get("text").asText())
          .isEqualTo(rule.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
  }

  /** Minutes from the first to the last time at which it is on; 0 if it is not in between. */
  private static int span(JsonNode test, String name, List<Integer> on) {
    int first = Collections.min(on);
    int last = Collections.max(on);
    for (JsonNode expected : test.get("alert_rule_test")) {
      int at = minutes(expected.get("eval_time").asText());
      boolean isOff =
          expected.get("alertname").asText().equals(name) && !expected.has("exp_alerts");
      if (isOff && at > first && at < last) {
        return 0;
      }
    }
    return last - first;
  }

  private static int minutes(String time) {
    assertThat(time).matches("\\d+m");
    return Integer.parseInt(time.substring(0, time.length() - 1));
  }

  private static List<JsonNode> testsOfTheRules() throws IOException {
    List<JsonNode> tests = new ArrayList<>();
    for (String file : List.of("alerts.test.yml", "lasting.test.yml")) {
      new ObjectMapper(new YAMLFactory())
          .readTree(ROOT.resolve("docker/prometheus").resolve(file).toFile())
          .get("tests")
          .forEach(tests::add);
    }
    return tests;
  }

  private static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static Map<String, JsonNode> alerts() throws IOException {
    Map<String, JsonNode> alerts = new LinkedHashMap<>();
    new ObjectMapper(new YAMLFactory())
        .readTree(ROOT.resolve("docker/prometheus/alerts.yml").toFile())
        .get("groups")
        .get(0)
        .get("rules")
        .forEach(rule -> alerts.put(rule.get("alert").asText(), rule));
    return alerts;
  }

  /** By heading, what stands below it. */
  private static Map<String, String> sections() throws IOException {
    Map<String, String> sections = new LinkedHashMap<>();
    String[] parts = Files.readString(ROOT.resolve(PAGE)).split("\n## ", -1);
    for (String part : Arrays.copyOfRange(parts, 1, parts.length)) {
      int end = part.indexOf('\n');
      sections.put(part.substring(0, end), part.substring(end));
    }
    return sections;
  }

  private static Path dashboard() {
    return ROOT.resolve("docker/grafana/dashboards/tidemark.json");
  }
}
