package io.tidemark.core.feature;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every feature there is, by name. A new one is one small class and one line in its group. */
public final class FeatureCatalog {

  private static final Map<String, FeatureFunction> FUNCTIONS =
      Stream.of(
              PriceFunctions.all(),
              VolatilityFunctions.all(),
              VolumeFunctions.all(),
              FlowFunctions.all(),
              BookFunctions.all(),
              ContextFunctions.all(),
              MetricFunctions.all(),
              ReferenceFunctions.all(),
              ClockFunctions.all())
          .flatMap(List::stream)
          .collect(
              Collectors.toMap(
                  FeatureFunction::name,
                  Function.identity(),
                  (a, b) -> {
                    throw new IllegalStateException("two features are called " + a.name());
                  },
                  TreeMap::new));

  private FeatureCatalog() {}

  /**
   * The feature of this name.
   *
   * @param name such as {@code rsi(14)}
   * @param barLength µs
   * @throws IllegalArgumentException pointing at what is wrong with it
   */
  public static Feature feature(String name, long barLength) {
    FeatureCall call = FeatureCall.parse(name);
    FeatureFunction function = FUNCTIONS.get(call.function());
    if (function == null) {
      throw call.mistake(0, "there is no such feature; there are " + String.join(", ", names()));
    }
    if (call.timeframe() != 0 && call.timeframe() != barLength) {
      throw call.mistake(
          call.text().indexOf('@'),
          "the bars of this set have the length " + BarLength.text(barLength));
    }
    try {
      return function.maker().make(FeatureArguments.of(call, function.parameters()), barLength);
    } catch (FeatureMismatchException e) {
      throw call.mistake(call.function().length(), String.valueOf(e.getMessage()));
    }
  }

  /** The names, without parameters, sorted. */
  public static List<String> names() {
    return List.copyOf(FUNCTIONS.keySet());
  }

  /** All rows, sorted by name. */
  public static Collection<FeatureFunction> functions() {
    return List.copyOf(FUNCTIONS.values());
  }
}
