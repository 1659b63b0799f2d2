package io.tidemark.flink.config;

import io.tidemark.core.explain.Reasons;
import io.tidemark.core.signal.SignalPolicy;
import io.tidemark.core.signal.SignalPolicy.Emit;
import java.util.List;

/** When signals are written. */
public final class SignalSettings {

  // What the core takes by default is what a job takes by default.
  private static final SignalPolicy DEFAULTS = SignalPolicy.defaults();

  public static final Setting<Double> MIN_STRENGTH =
      Setting.number(
          "signal.min-strength",
          DEFAULTS.minStrength(),
          0,
          100,
          "Strength (percentile among the model's validation scores) below which the action is"
              + " HOLD.");

  public static final Setting<Emit> EMIT =
      Setting.oneOf(
          "signal.emit",
          DEFAULTS.emit(),
          "Write a signal when the decision changes and once a bar, or for every scored event.");

  public static final Setting<Integer> REASONS =
      Setting.whole(
          "signal.reasons",
          0,
          0,
          Reasons.MOST,
          "How many features a signal names at most that moved its score, with what each"
              + " contributed; 0 for none. Each signal then asks the model again, one that is"
              + " neither linear nor of trees some 16 times for each feature.");

  static final OptionTable<SignalConfig> TABLE =
      new OptionTable<>(
          List.of(MIN_STRENGTH, EMIT, REASONS), OptionTable.NO_CONTRADICTION, SignalSettings::read);

  private SignalSettings() {}

  private static SignalConfig read(ReadOptions read) {
    return new SignalConfig(read.get(MIN_STRENGTH), read.get(EMIT), read.get(REASONS));
  }
}
