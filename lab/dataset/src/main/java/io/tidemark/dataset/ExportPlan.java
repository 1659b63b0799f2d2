package io.tidemark.dataset;

import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.score.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is exported; it is what the model's manifest will name.
 *
 * @param features in the order of the columns
 * @param barLength µs
 * @param trigger upon what a row is made
 * @param horizonBars how many bars ahead the label looks
 */
public record ExportPlan(List<String> features, long barLength, Trigger trigger, int horizonBars) {

  /**
   * Holds the wishes against what there is; names are normalised.
   *
   * @throws ExportException saying all that is wrong
   */
  public static ExportPlan of(List<String> features, String bar, String trigger, int horizonBars) {
    List<String> problems = new ArrayList<>();
    if (horizonBars < 1) {
      problems.add("the horizon is " + horizonBars + " bars, it must be at least 1");
    }
    Trigger wanted = wanted(() -> trigger(trigger), problems);
    Long length = wanted(() -> BarLength.micros(bar), problems);
    // features are only right or wrong for bars of some length
    FeatureSet set = length == null ? null : set(features, length, problems);
    if (wanted == null || set == null || !problems.isEmpty()) {
      throw new ExportException(String.join("; ", problems) + ".");
    }
    return new ExportPlan(set.names(), set.barLength(), wanted, horizonBars);
  }

  private static @Nullable FeatureSet set(
      List<String> features, long barLength, List<String> problems) {
    return wanted(() -> new FeatureSet(features, barLength), problems);
  }

  private static <T> @Nullable T wanted(Supplier<T> wish, List<String> problems) {
    try {
      return wish.get();
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
      return null;
    }
  }

  /** How far the label looks, µs. */
  long horizon() {
    return barLength * horizonBars;
  }

  public FeatureSet featureSet() {
    return new FeatureSet(features, barLength);
  }

  private static Trigger trigger(String name) {
    return switch (name) {
      case "bar" -> Trigger.BAR;
      case "every" -> Trigger.EVERY;
      default ->
          throw new IllegalArgumentException(
              "the trigger is '" + name + "', it must be bar or every");
    };
  }
}
