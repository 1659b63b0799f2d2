package io.tidemark.core.drift;

import io.tidemark.core.feature.DriftRole;
import io.tidemark.core.score.Assessment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the gate looks at, in one window.
 *
 * @param name of the feature, or one of {@link DriftBaseline}'s
 * @param source where its value is
 * @param at its place in the feature vector, where that is its source
 * @param mayPause whether its drift may pause the model
 * @param window its test
 * @param warn D above which it warns; never above {@code pause}
 * @param pause D above which it pauses, if it may
 */
record DriftMonitor(
    String name,
    Source source,
    int at,
    boolean mayPause,
    KsWindow window,
    double warn,
    double pause) {

  enum Source {
    FEATURE,
    SCORE,
    MISSING_RATE,
    NON_FINITE_RATE
  }

  /** All that a baseline wants looked at: the features in their order, their rates, the score. */
  static DriftMonitor[] of(DriftBaseline baseline, DriftOptions options) {
    List<FeatureBaseline> features = baseline.features();
    Maker maker = new Maker(baseline.calibration(), options, new ArrayList<>());
    for (int at = 0; at < features.size(); at++) {
      FeatureBaseline feature = features.get(at);
      if (feature.role() != DriftRole.IGNORE) {
        boolean mayPause = feature.role() == DriftRole.PAUSE;
        maker.add(feature.feature(), Source.FEATURE, at, mayPause, feature.samples());
      }
    }
    if (!maker.all().isEmpty()) {
      float[] missing = rates(features, DriftMonitor::missingRate);
      maker.add(DriftBaseline.MISSING_RATE, Source.MISSING_RATE, 0, true, missing);
      float[] nonFinite = rates(features, DriftMonitor::nonFiniteRate);
      maker.add(DriftBaseline.NON_FINITE_RATE, Source.NON_FINITE_RATE, 0, true, nonFinite);
    }
    if (baseline.score().length > 0) {
      boolean mayPause = baseline.scoreMayPause();
      maker.add(DriftBaseline.SCORE, Source.SCORE, 0, mayPause, baseline.score());
    }
    return maker.all().toArray(DriftMonitor[]::new);
  }

  /** Its value at a bar close; NaN if it has none. */
  float valueIn(Assessment assessment) {
    return switch (source) {
      case FEATURE -> assessment.features()[at];
      // An answer that makes no sense is the model's failure, which is the risk layer's affair.
      case SCORE -> assessment.prediction().score();
      case MISSING_RATE -> missingRate(assessment.features());
      case NON_FINITE_RATE -> nonFiniteRate(assessment.features());
    };
  }

  private static float[] rates(List<FeatureBaseline> features, ToDoubleFunction<float[]> rate) {
    int rows = features.stream().mapToInt(feature -> feature.samples().length).max().orElse(0);
    float[] rates = new float[rows];
    float[] row = new float[features.size()];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < row.length; j++) {
        float[] samples = features.get(j).samples();
        // What is ignored may come without samples; that does not make it a missing value.
        row[j] = i < samples.length ? samples[i] : 0;
      }
      rates[i] = (float) rate.applyAsDouble(row);
    }
    return rates;
  }

  private static float missingRate(float[] vector) {
    int n = 0;
    for (float value : vector) {
      n += Float.isNaN(value) ? 1 : 0;
    }
    return (float) n / vector.length;
  }

  private static float nonFiniteRate(float[] vector) {
    int n = 0;
    for (float value : vector) {
      n += Float.isInfinite(value) ? 1 : 0;
    }
    return (float) n / vector.length;
  }

  private record Maker(
      @Nullable DriftCalibration calibration, DriftOptions options, List<DriftMonitor> all) {

    /**
     * One test for each window, all against the same reference. A plain distance means something
     * else in a short window than in a long one, so without a calibration there is no short one.
     */
    void add(String name, Source source, int at, boolean mayPause, float[] samples) {
      KsReference reference = reference(name, samples);
      int[] windows = calibration == null ? new int[] {options.window()} : options.windows();
      for (int window : windows) {
        double pause = options.thresholds().pause();
        double warn = options.thresholds().warn();
        if (calibration != null) {
          pause =
              calibration.threshold(name, window, calibration.pausing(), options.samplesPerPause());
          warn =
              calibration.threshold(
                  name, window, calibration.watched(), options.samplesPerWarning());
        }
        pause = Math.max(pause, options.thresholds().minDistance());
        warn = Math.min(pause, Math.max(warn, options.thresholds().minDistance()));
        KsWindow test = new KsWindow(reference, window);
        all.add(new DriftMonitor(name, source, at, mayPause, test, warn, pause));
      }
    }

    private static KsReference reference(String name, float[] samples) {
      try {
        return KsReference.of(samples);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("baseline of " + name + ": " + e.getMessage(), e);
      }
    }
  }
}
