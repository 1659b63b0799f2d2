package io.tidemark.dataset;

import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.score.Trigger;
import java.util.List;

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
   * @throws ExportException saying what is wrong
   */
  public static ExportPlan of(List<String> features, String bar, String trigger, int horizonBars) {
    if (horizonBars < 1) {
      throw new ExportException("The horizon is " + horizonBars + " bars, it must be at least 1.");
    }
    try {
      FeatureSet set = new FeatureSet(features, BarLength.micros(bar));
      return new ExportPlan(set.names(), set.barLength(), trigger(trigger), horizonBars);
    } catch (IllegalArgumentException e) {
      throw new ExportException(e.getMessage() + ".", e);
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
