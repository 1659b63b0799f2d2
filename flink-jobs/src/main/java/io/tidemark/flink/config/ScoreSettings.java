package io.tidemark.flink.config;

import java.time.Duration;
import java.util.List;

/** How the model is asked. */
public final class ScoreSettings {

  public static final Setting<Integer> BATCH =
      Setting.whole(
          "score.batch",
          16,
          1,
          32,
          "Inputs that the model is given at once, at most. A score has the same bits in any batch;"
              + " 8 to 32 pay for most kinds of model.");

  public static final Setting<Duration> WAIT =
      Setting.duration(
          "score.wait",
          Setting.MILLISECOND,
          Setting.MILLISECOND,
          "How long an event may wait for others to be scored with it. After as long without a"
              + " score the next event is scored at once.");

  static final OptionTable<ScoreConfig> TABLE =
      new OptionTable<>(List.of(BATCH, WAIT), OptionTable.NO_CONTRADICTION, ScoreSettings::read);

  private ScoreSettings() {}

  private static ScoreConfig read(ReadOptions read) {
    return new ScoreConfig(read.get(BATCH), read.get(WAIT));
  }
}
