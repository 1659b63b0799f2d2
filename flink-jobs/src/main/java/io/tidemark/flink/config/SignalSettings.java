package io.tidemark.flink.config;

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

  static final OptionTable<SignalConfig> TABLE =
      new OptionTable<>(
          List.of(MIN_STRENGTH, EMIT), OptionTable.NO_CONTRADICTION, SignalSettings::read);

  private SignalSettings() {}

  private static SignalConfig read(ReadOptions read) {
    return new SignalConfig(read.get(MIN_STRENGTH), read.get(EMIT));
  }
}
