package io.tidemark.flink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.signal.RiskRule;
import io.tidemark.flink.GeneratedPage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/risk-rules.md}. */
class RiskRulesDocsTest {

  private static final String PREFIX = "risk.";

  private static final Map<String, Setting<?>> OPTIONS =
      JobOptions.all().stream()
          .filter(setting -> setting.key().startsWith(PREFIX))
          .collect(Collectors.toMap(Setting::key, Function.identity()));

  @Test
  void thePageOfRiskRulesSaysWhatTheCodeSays() throws IOException {
    GeneratedPage.mustBeUpToDate("reference/risk-rules.md", page());
  }

  @Test
  void everyOptionOfTheRiskGateIsTheLimitOfOneRule() {
    List<String> limits =
        Arrays.stream(RiskRule.values())
            .flatMap(rule -> rule.limits().stream())
            .map(limit -> PREFIX + limit)
            .toList();
    assertThat(limits)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(OPTIONS.keySet());
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Risk rules

            Generated from `RiskRule` and the options; do not edit by hand. The rules are asked in this order. The
            first that blocks gives the reason why a score is withheld. A value at its limit passes, a value beyond it
            blocks. [Risk rules, signals and alerts](../concepts/risk.md) explains how the rules are applied, and
            [configuration](configuration.md) which values each option accepts.

            | rule | meaning | unit of observed value and limit | options |
            |---|---|---|---|
            """);
    for (RiskRule rule : RiskRule.values()) {
      page.append(
          "| `%s` | %s | %s | %s |\n".formatted(rule, rule.meaning(), rule.unit(), options(rule)));
    }
    return page.append(
            """

            `DRIFT_PAUSE` depends on the options `drift.*`, and `WARM_UP` starts again after more missing bars than
            `bars.max-flat`. The option `inputs` says per instrument which inputs are required.

            ## Options

            | option | default | meaning |
            |---|---|---|
            """)
        .append(
            Arrays.stream(RiskRule.values())
                .flatMap(rule -> rule.limits().stream())
                .map(RiskRulesDocsTest::option)
                .map(
                    setting ->
                        "| `%s` | %s | %s |\n"
                            .formatted(
                                setting.key(),
                                OptionsDocs.byDefault(setting),
                                setting.description()))
                .collect(Collectors.joining()))
        .toString();
  }

  private static String options(RiskRule rule) {
    return rule.limits().stream()
        .map(limit -> "`" + PREFIX + limit + "`")
        .collect(Collectors.joining(", "));
  }

  private static Setting<?> option(String limit) {
    Setting<?> setting = OPTIONS.get(PREFIX + limit);
    assertThat(setting).as("the option %s%s", PREFIX, limit).isNotNull();
    return setting;
  }
}
