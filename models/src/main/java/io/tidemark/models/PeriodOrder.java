package io.tidemark.models;

import io.tidemark.core.feature.BarLength;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a model was measured on what came after what it was trained on: training, validation,
 * test, in this order in time.
 *
 * <p>A period ends where the labels of its rows end, so its last row lies a horizon before, and the
 * next period may begin where it ends. Each instrument's clock moves a border a little; an overlap
 * of less than a horizon is that, and puts no row of a period behind the first one of the next. A
 * longer one lets a period see what the next is measured on.
 */
public final class PeriodOrder {

  private PeriodOrder() {}

  /** What is wrong, one sentence for each border; empty when nothing is. */
  public static List<String> violations(Manifest manifest) {
    Manifest.TrainingData data = manifest.data();
    long horizon = manifest.bars().horizon() * BarLength.micros(manifest.bars().length());
    List<String> found = new ArrayList<>();
    border("validation", data.validation(), "training", data.training(), horizon, found);
    border("test", data.test(), "validation", data.validation(), horizon, found);
    return found;
  }

  private static void border(
      String name,
      Manifest.Period period,
      String before,
      Manifest.Period earlier,
      long horizon,
      List<String> found) {
    Instant from = Instant.parse(period.from());
    Instant end = Instant.parse(earlier.to());
    boolean begins = from.isAfter(Instant.parse(earlier.from()));
    if (!begins || ChronoUnit.MICROS.between(from, end) >= horizon) {
      found.add(
          "%s: expected to begin when %s has ended, %s, found %s: the periods are swapped or overlap; cut training, validation and test in this order in time"
              .formatted(name, before, earlier.to(), period.from()));
    }
  }
}
