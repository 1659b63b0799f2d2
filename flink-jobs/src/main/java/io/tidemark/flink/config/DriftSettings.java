package io.tidemark.flink.config;

import io.tidemark.core.drift.DriftOptions;
import io.tidemark.core.drift.DriftThresholds;
import io.tidemark.core.drift.ResumeMode;
import io.tidemark.flink.config.text.Domains;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.ConfigOptions;

/** The options of the drift gate. */
public final class DriftSettings {

  // What the core takes by default is what a job takes by default.
  private static final DriftOptions DEFAULTS = DriftOptions.defaults();

  public static final Setting<DriftSample> SAMPLE =
      Setting.oneOf(
          "drift.sample",
          DriftSample.BAR,
          "When the drift gate takes a sample: one per instrument and bar close. Per event there"
              + " would be a thousand of the same mood.");

  public static final Setting<Integer> WINDOW =
      Setting.wholeOrNone(
          "drift.window",
          20,
          100_000,
          "Live samples (bar closes) held against the model's reference; no verdict before it is"
              + " full. Without it what the model was calibrated for, or "
              + DEFAULTS.window()
              + ". A model that was calibrated for another is refused.");

  public static final Setting<Integer> SHORT_WINDOW =
      Setting.wholeOrNone(
          "drift.short-window",
          0,
          100_000,
          "Live samples of a second window, which sees large changes sooner; below drift.window, or"
              + " 0 for none. Without it what the model was calibrated for, or none.");

  public static final Setting<Integer> PERSISTENCE =
      Setting.wholeOrNone(
          "drift.persistence",
          1,
          1_000,
          "Samples in a row that must be beyond a threshold to count. Without it what the model was"
              + " calibrated for, or "
              + DEFAULTS.persistence()
              + ".");

  public static final Setting<Double> MIN_DISTANCE =
      Setting.number(
          "drift.min-distance",
          DEFAULTS.thresholds().minDistance(),
          0,
          0.99,
          "Kolmogorov-Smirnov distance below which no threshold lies, so that a trifle is no drift"
              + " however sure it is.");

  public static final Setting<String> BUDGET =
      Setting.text(
          "drift.budget",
          "10000",
          Domains.text(DriftBudget.EXPECTED, text -> DriftBudget.parse(text).isPresent()),
          "In how many samples of one instrument (bar closes), or days, the instruments of"
              + " drift.family together may be paused falsely once; the models of a strategy"
              + " share it in equal parts. For models with a calibration; false warnings may come"
              + " ten times as often.");

  public static final Setting<List<String>> FAMILY =
      new Setting<>(
          ConfigOptions.key("drift.family")
              .stringType()
              .asList()
              .noDefaultValue()
              .withDescription(
                  "The instruments that share drift.budget; without it all that are followed."
                      + " Others are watched as well, and reported."),
          Domains.instruments(),
          Set.of(),
          false);

  public static final Setting<Double> WARN_THRESHOLD =
      Setting.above0(
          "drift.warn-threshold",
          DEFAULTS.thresholds().warn(),
          1,
          "Kolmogorov-Smirnov distance above which an alert opens, only for models without a"
              + " calibration. No false-alarm rate is known for it.");

  public static final Setting<Double> PAUSE_THRESHOLD =
      Setting.above0(
          "drift.pause-threshold",
          DEFAULTS.thresholds().pause(),
          1,
          "Kolmogorov-Smirnov distance above which the model is paused, only for models without a"
              + " calibration; above drift.warn-threshold. No false-alarm rate is known for it.");

  public static final Setting<ResumeMode> RESUME =
      Setting.oneOf(
          "drift.resume",
          DEFAULTS.resume(),
          "How a pause ends without a new version: by itself after a full window without anything"
              + " above its threshold, or only if a person has acknowledged it, too (./tidemark"
              + " drift ack). ./tidemark drift resume ends it in any case.");

  static final OptionTable<DriftConfig> TABLE =
      new OptionTable<>(
          List.of(
              SAMPLE,
              WINDOW,
              SHORT_WINDOW,
              PERSISTENCE,
              MIN_DISTANCE,
              BUDGET,
              FAMILY,
              WARN_THRESHOLD,
              PAUSE_THRESHOLD,
              RESUME),
          DriftSettings::check,
          DriftSettings::read);

  private DriftSettings() {}

  private static DriftConfig read(ReadOptions read) {
    return new DriftConfig(
        read.find(WINDOW).orElse(null),
        read.find(SHORT_WINDOW).orElse(null),
        read.find(PERSISTENCE).orElse(null),
        new DriftThresholds(
            read.get(MIN_DISTANCE), read.get(WARN_THRESHOLD), read.get(PAUSE_THRESHOLD)),
        read.get(RESUME),
        DriftBudget.parse(read.get(BUDGET)).orElseThrow(), // its domain is this
        read.find(FAMILY).orElse(read.get(MarketSettings.INSTRUMENTS)));
  }

  private static void check(Job job, ReadOptions read, List<String> problems) {
    thresholds(read, problems);
    windows(read, problems);
  }

  private static void thresholds(ReadOptions read, List<String> problems) {
    if (read.refused(WARN_THRESHOLD) || read.refused(PAUSE_THRESHOLD)) {
      return;
    }
    double warn = read.get(WARN_THRESHOLD);
    double pause = read.get(PAUSE_THRESHOLD);
    if (pause <= warn) {
      problems.add(
          PAUSE_THRESHOLD.key()
              + " must be above "
              + WARN_THRESHOLD.key()
              + " ("
              + Domains.show(warn)
              + "), was "
              + Domains.show(pause));
    }
  }

  private static void windows(ReadOptions read, List<String> problems) {
    if (read.refused(WINDOW) || read.refused(SHORT_WINDOW)) {
      return;
    }
    Integer window = read.find(WINDOW).orElse(null);
    Integer shorter = read.find(SHORT_WINDOW).orElse(null);
    if (window != null && shorter != null && shorter >= window) {
      problems.add(
          SHORT_WINDOW.key()
              + " must be below "
              + WINDOW.key()
              + " ("
              + window
              + "), or 0 for none, was "
              + shorter);
    }
  }
}
