package io.tidemark.core.feature.catalog;

import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.BarSpec;
import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.FeatureArguments;
import io.tidemark.core.feature.FeatureCall;
import io.tidemark.core.feature.FeatureFunction;
import io.tidemark.core.feature.FeatureMismatchException;
import io.tidemark.core.feature.NoLengthException;
import io.tidemark.core.feature.book.BookFunctions;
import io.tidemark.core.feature.context.ClockFunctions;
import io.tidemark.core.feature.context.ContextFunctions;
import io.tidemark.core.feature.metric.MetricFunctions;
import io.tidemark.core.feature.price.PriceFunctions;
import io.tidemark.core.feature.reference.ReferenceFunctions;
import io.tidemark.core.feature.regime.RegimeFunctions;
import io.tidemark.core.feature.statistics.StatisticsFunctions;
import io.tidemark.core.feature.tape.TapeFunctions;
import io.tidemark.core.feature.trend.TrendFunctions;
import io.tidemark.core.feature.volatility.VolatilityFunctions;
import io.tidemark.core.feature.volume.FlowFunctions;
import io.tidemark.core.feature.volume.VolumeFunctions;
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
              TrendFunctions.all(),
              VolatilityFunctions.all(),
              RegimeFunctions.all(),
              StatisticsFunctions.all(),
              VolumeFunctions.all(),
              FlowFunctions.all(),
              TapeFunctions.all(),
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
   * @param name such as {@code rsi(14)} or {@code rsi(14)@4h}
   * @param barLength of the bars where none is written, µs
   * @throws IllegalArgumentException pointing at what is wrong with it
   */
  public static Feature feature(String name, long barLength) {
    return framed(name, barLength).feature();
  }

  /** As {@link #feature}, with its bars. */
  public static Framed framed(String name, long barLength) {
    FeatureCall call = FeatureCall.parse(name);
    FeatureFunction function = FUNCTIONS.get(call.function());
    if (function == null) {
      throw call.mistake(0, "there is no such feature; there are " + String.join(", ", names()));
    }
    BarSpec own = BarSpec.ofTime(barLength);
    BarSpec bar = call.timeframe() == null ? own : call.timeframe();
    if (!bar.equals(own)) {
      requireFrame(call, function, bar, barLength);
    }
    try {
      FeatureArguments arguments = FeatureArguments.of(call, function.parameters());
      boolean ofTrades = !bar.isOfTime() || function.needs() == FeatureFunction.Needs.TRADES;
      return new Framed(function.maker().make(arguments, bar), bar, ofTrades);
    } catch (FeatureMismatchException e) {
      throw call.mistake(call.function().length(), String.valueOf(e.getMessage()));
    } catch (NoLengthException e) {
      throw call.mistake(
          call.text().indexOf('@'),
          call.function() + " is a number per year, and " + e.getMessage() + "; write 1h, say");
    }
  }

  /**
   * A feature and its bars.
   *
   * @param feature of these bars
   * @param bar which they are
   * @param ofTrades whether bars made of candles leave it missing
   */
  public record Framed(Feature feature, BarSpec bar, boolean ofTrades) {}

  private static void requireFrame(
      FeatureCall call, FeatureFunction function, BarSpec bar, long barLength) {
    int at = call.text().indexOf('@');
    if (!function.needs().ofBars()) {
      throw call.mistake(at, call.function() + " does not look at bars");
    }
    if (!bar.isOfTime()) {
      return;
    }
    long length = bar.micros();
    if (Math.max(length, barLength) % Math.min(length, barLength) != 0) {
      throw call.mistake(
          at,
          "bars of "
              + BarLength.text(length)
              + " and of "
              + BarLength.text(barLength)
              + " do not make up one another");
    }
  }

  /**
   * Closed bars before a function is known, of its parameters, such as {@code n - 1}. What looks at
   * no bars has 0; it is known when its facts are there.
   */
  public static String warmUp(FeatureFunction function) {
    return new WarmUp(function).text();
  }

  /** A call of a function, with arguments of usual size. */
  public static String example(FeatureFunction function) {
    return new WarmUp(function).example();
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
