package io.tidemark.core.drift;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Kolmogorov-Smirnov distances that are set by hand, 0 to 1.
 *
 * @param minDistance no threshold lies below this distance, so that a trifle is no drift however
 *     sure it is: the effect-size floor
 * @param warn distance above which anything that is looked at raises an alert, where there is no
 *     calibration
 * @param pause distance above which what may pause does, where there is no calibration
 */
public record DriftThresholds(double minDistance, double warn, double pause)
    implements Serializable {

  /** Everything that is wrong, one sentence each that names the option and what it was. */
  List<String> violations() {
    List<String> wrong = new ArrayList<>();
    if (!(minDistance >= 0 && minDistance < 1)) {
      wrong.add("drift.min-distance must be at least 0 and below 1, was " + minDistance);
    }
    if (!(warn > 0 && warn <= 1)) {
      wrong.add("drift.warn-threshold must be above 0 and at most 1, was " + warn);
    }
    if (!(pause > 0 && pause <= 1)) {
      wrong.add("drift.pause-threshold must be above 0 and at most 1, was " + pause);
    }
    if (warn > pause) {
      wrong.add(
          "drift.warn-threshold must not be above drift.pause-threshold, was "
              + warn
              + " above "
              + pause);
    }
    return wrong;
  }
}
