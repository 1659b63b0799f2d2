package io.tidemark.core.feature.catalog;

import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.FeatureFunction;
import io.tidemark.core.feature.FeatureParameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The warm-up of a function in words, found by asking its features: what each parameter adds to it.
 * So it can't disagree with them.
 */
final class WarmUp {

  private static final String ANY_WORD = "eth_usdt.binance";
  private static final long MINUTE = 60_000_000L;
  private static final int FIRST_COUNT = 10;

  private final FeatureFunction function;
  private final Map<String, String> typical = new LinkedHashMap<>();

  WarmUp(FeatureFunction function) {
    this.function = function;
    int counts = 0;
    for (FeatureParameter parameter : function.parameters()) {
      boolean counted = parameter.kind() == FeatureParameter.Kind.COUNT;
      counts += counted ? 1 : 0;
      typical.put(parameter.name(), typical(parameter, FIRST_COUNT * counts));
    }
  }

  /** A call with arguments of usual size. */
  String example() {
    return call(Map.of());
  }

  /** Such as {@code n + m - 2}; where a word matters, of each that differs: {@code n for x}. */
  String text() {
    if (bars(Map.of()) == 0) {
      return "0";
    }
    Map<String, List<String>> byFormula = new LinkedHashMap<>();
    for (FeatureParameter parameter : function.parameters()) {
      for (String word : parameter.words()) {
        byFormula
            .computeIfAbsent(formula(Map.of(parameter.name(), word)), x -> new ArrayList<>())
            .add(word);
      }
    }
    String usual = formula(Map.of());
    byFormula.remove(usual);
    return usual
        + byFormula.entrySet().stream()
            .map(other -> "; " + other.getKey() + " for " + String.join(", ", other.getValue()))
            .collect(Collectors.joining());
  }

  private String formula(Map<String, String> words) {
    int usual = bars(words);
    int rest = usual;
    StringBuilder text = new StringBuilder();
    for (FeatureParameter parameter : function.parameters()) {
      if (parameter.kind() == FeatureParameter.Kind.WORD) {
        continue;
      }
      int more = bars(with(words, parameter, 1)) - usual;
      if (bars(with(words, parameter, 3)) - usual != 3 * more) {
        throw new IllegalStateException(function.name() + ": no multiple of " + parameter.name());
      }
      if (more != 0) {
        String what = parameter.name();
        boolean span = parameter.kind() == FeatureParameter.Kind.SPAN;
        text.append(text.isEmpty() ? "" : " + ").append(more == 1 ? "" : more).append(what);
        text.append(span ? " / bar, rounded up" : "");
        rest -= Math.toIntExact(more * size(parameter));
      }
    }
    if (text.isEmpty()) {
      return String.valueOf(rest);
    }
    return rest == 0 ? text.toString() : text + (rest > 0 ? " + " : " - ") + Math.abs(rest);
  }

  private Map<String, String> with(Map<String, String> words, FeatureParameter more, int by) {
    Map<String, String> changed = new LinkedHashMap<>(words);
    changed.put(
        more.name(),
        more.kind() == FeatureParameter.Kind.SPAN
            ? BarLength.text((size(more) + by) * MINUTE)
            : String.valueOf(size(more) + by));
    return changed;
  }

  /** A count, or the bars that a length of time has. */
  private long size(FeatureParameter parameter) {
    long value = parameter.value(String.valueOf(typical.get(parameter.name())));
    return parameter.kind() == FeatureParameter.Kind.SPAN ? value / MINUTE : value;
  }

  private int bars(Map<String, String> instead) {
    return FeatureCatalog.feature(call(instead), MINUTE).warmUp();
  }

  private String call(Map<String, String> instead) {
    Map<String, String> arguments = new LinkedHashMap<>(typical);
    arguments.putAll(instead);
    return arguments.isEmpty()
        ? function.name()
        : function.name() + "(" + String.join(",", arguments.values()) + ")";
  }

  private static String typical(FeatureParameter parameter, int count) {
    String fallback = parameter.fallback();
    if (fallback != null) {
      return fallback;
    }
    return switch (parameter.kind()) {
      case COUNT -> String.valueOf(Math.min(parameter.most(), Math.max(parameter.least(), count)));
      case SPAN ->
          BarLength.text(Math.min(parameter.most(), Math.max(parameter.least(), 60 * MINUTE)));
      case WORD -> parameter.words().isEmpty() ? ANY_WORD : parameter.words().get(0);
    };
  }
}
