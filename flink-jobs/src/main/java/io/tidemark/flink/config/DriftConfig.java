package io.tidemark.flink.config;

import io.tidemark.core.drift.DriftCalibration;
import io.tidemark.core.drift.DriftOptions;
import io.tidemark.core.drift.DriftThresholds;
import io.tidemark.core.drift.ResumeMode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the drift gate tests with, and what follows.
 *
 * @param window live samples (bar closes); null: as the model was calibrated
 * @param shortWindow live samples of the second window; 0 for none, null as calibrated
 * @param persistence samples in a row that must be beyond a threshold; null: as calibrated
 * @param thresholds the floor of all thresholds, and those for models without a calibration; the
 *     one that pauses lies above the one that warns
 * @param resume how a pause ends
 * @param budget time in which the family may be paused falsely once
 * @param family the instruments that share the budget
 */
public record DriftConfig(
    @Nullable Integer window,
    @Nullable Integer shortWindow,
    @Nullable Integer persistence,
    DriftThresholds thresholds,
    ResumeMode resume,
    DriftBudget budget,
    List<String> family)
    implements Serializable {

  /** Copies what could be changed from outside. */
  public DriftConfig {
    family = List.copyOf(family);
  }

  /**
   * The gate's options for a model.
   *
   * @param calibration the model's; null if it brings none
   * @param samples that {@link #budget()} is
   */
  public DriftOptions optionsFor(@Nullable DriftCalibration calibration, double samples) {
    DriftOptions defaults = DriftOptions.defaults();
    int ownWindow = calibration == null ? defaults.window() : calibration.window();
    int ownShort = calibration == null ? 0 : calibration.shortWindow();
    int ownPersistence = calibration == null ? defaults.persistence() : calibration.persistence();
    int whole = window == null ? ownWindow : window;
    // A calibration for other windows is refused by the gate, which says so better.
    int fitting = ownShort < whole ? ownShort : 0;
    return new DriftOptions(
        whole,
        shortWindow == null ? fitting : shortWindow,
        persistence == null ? ownPersistence : persistence,
        thresholds,
        resume,
        samples,
        family.size());
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
                    DriftSettings.FAMILY.key(),
                    String.join(" and ", parts),
                    family.size(),
                    followed.size()));
  }
}
