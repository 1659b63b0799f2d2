package io.tidemark.flink.config;

import io.tidemark.core.drift.ResumeMode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the drift gate judges.
 *
 * @param window live samples (bar closes)
 * @param shortWindow live samples of the second window; 0 for none
 * @param persistence samples in a row that must be beyond a threshold
 * @param minDistance Kolmogorov-Smirnov distance below which no threshold lies
 * @param warnThreshold distance above which an alert opens, for models without a calibration
 * @param pauseThreshold distance above which such a model is paused; above {@code warnThreshold}
 * @param resume how a pause ends
 * @param budget time in which the family may be paused falsely once
 * @param family the instruments that share the budget
 */
public record DriftConfig(
    int window,
    int shortWindow,
    int persistence,
    double minDistance,
    double warnThreshold,
    double pauseThreshold,
    ResumeMode resume,
    DriftBudget budget,
    List<String> family)
    implements Serializable {

  /** Copies what could be changed from outside. */
  public DriftConfig {
    family = List.copyOf(family);
  }

  /**
   * One line on how the family differs from the instruments that are followed; empty where it does
   * not.
   */
  public Optional<String> differenceFrom(List<InstrumentConfig> instruments) {
    List<String> followed = instruments.stream().map(InstrumentConfig::instrument).toList();
    List<String> outside = new ArrayList<>(followed);
    outside.removeAll(family);
    List<String> absent = new ArrayList<>(family);
    absent.removeAll(followed);
    List<String> parts = new ArrayList<>();
    if (!outside.isEmpty()) {
      parts.add("does not name " + String.join(", ", outside));
    }
    if (!absent.isEmpty()) {
      parts.add("names " + String.join(", ", absent) + ", which is not followed");
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s %s: the budget of false alarms is shared by %d, followed are %d"
                .formatted(
                    JobOptions.DRIFT_FAMILY.key(),
                    String.join(" and ", parts),
                    family.size(),
                    followed.size()));
  }
}
