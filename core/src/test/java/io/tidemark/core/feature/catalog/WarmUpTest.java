package io.tidemark.core.feature.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.feature.EveryFeatureTest;
import io.tidemark.core.feature.FeatureCall;
import io.tidemark.core.feature.FeatureExamples;
import io.tidemark.core.feature.FeatureFunction;
import io.tidemark.core.feature.FeatureParameter;
import io.tidemark.core.feature.SampleMarket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The warm-up that the catalogue lists is the one of each feature, which {@link EveryFeatureTest}
 * measures.
 */
class WarmUpTest {

  private static final Pattern TERM = Pattern.compile("([+-]?)(\\d*)([a-z_]*)(/bar,roundedup)?");

  static List<String> examples() {
    return FeatureExamples.all();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theListedWarmUpIsThatOfTheFeature(String example) {
    FeatureCall call = FeatureCall.parse(example);
    FeatureFunction function = function(call.function());
    Map<String, String> arguments = new TreeMap<>();
    for (FeatureParameter parameter : function.parameters()) {
      arguments.put(parameter.name(), String.valueOf(parameter.fallback()));
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      arguments.put(function.parameters().get(i).name(), call.arguments().get(i).value());
    }
    long expected = FeatureCatalog.feature(example, SampleMarket.HOUR).warmUp();
    String formula = formulaFor(FeatureCatalog.warmUp(function), arguments);
    assertThat(evaluate(formula, function, arguments))
        .as(FeatureCatalog.warmUp(function))
        .isEqualTo(expected);
  }

  @Test
  void itReadsAsInTheDocuments() {
    assertThat(
            List.of("rsi", "macd_signal", "adx", "mean", "return_over", "spread").stream()
                .collect(
                    Collectors.toMap(name -> name, name -> FeatureCatalog.warmUp(function(name)))))
        .containsOnly(
            Map.entry("rsi", "n"),
            Map.entry("macd_signal", "slow + signal - 2"),
            Map.entry("adx", "2n - 1"),
            Map.entry("mean", "n - 1; n for log_return"),
            Map.entry("return_over", "window / bar, rounded up"),
            Map.entry("spread", "0"));
  }

  @Test
  void everyFunctionHasACallAsAnExample() {
    for (FeatureFunction function : FeatureCatalog.functions()) {
      assertThat(FeatureCatalog.feature(FeatureCatalog.example(function), SampleMarket.HOUR).name())
          .startsWith(function.name());
    }
  }

  private static String formulaFor(String listed, Map<String, String> arguments) {
    String[] formulas = listed.split("; ", -1);
    for (String formula : formulas) {
      int words = formula.indexOf(" for ");
      if (words >= 0
          && List.of(formula.substring(words + 5).split(", ", -1)).stream()
              .anyMatch(arguments::containsValue)) {
        return formula.substring(0, words);
      }
    }
    return formulas[0];
  }

  private static long evaluate(
      String formula, FeatureFunction function, Map<String, String> arguments) {
    long sum = 0;
    Matcher terms = TERM.matcher(formula.replace(" ", ""));
    while (terms.find() && !terms.group().isEmpty()) {
      long factor = terms.group(2).isEmpty() ? 1 : Long.parseLong(terms.group(2));
      long of = 1;
      if (!terms.group(3).isEmpty()) {
        of = value(function, terms.group(3), arguments);
        of = terms.group(4) == null ? of : (of + SampleMarket.HOUR - 1) / SampleMarket.HOUR;
      }
      sum += (terms.group(1).equals("-") ? -1 : 1) * factor * of;
    }
    return sum;
  }

  private static long value(
      FeatureFunction function, String parameter, Map<String, String> arguments) {
    return function.parameters().stream()
        .filter(known -> known.name().equals(parameter))
        .findFirst()
        .orElseThrow()
        .value(String.valueOf(arguments.get(parameter)));
  }

  private static FeatureFunction function(String name) {
    return FeatureCatalog.functions().stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
