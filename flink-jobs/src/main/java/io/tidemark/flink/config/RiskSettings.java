package io.tidemark.flink.config;

import io.tidemark.core.risk.OtherInstruments;
import io.tidemark.core.risk.RiskLimits;
import io.tidemark.core.risk.VolatilityBasis;
import java.time.Duration;
import java.util.List;

/** The risk gate's limits; each has the name of its component in {@link RiskLimits}. */
public final class RiskSettings {

  // What the core takes by default is what a job takes by default.
  private static final RiskLimits DEFAULTS = RiskLimits.defaults();

  public static final Setting<Duration> STALE_AFTER =
      Setting.duration(
          "risk.stale-after",
          Setting.micros(DEFAULTS.staleAfter()),
          Setting.MILLISECOND,
          "Longest time between a price's exchange time and its arrival; above it signals are"
              + " withheld.");

  public static final Setting<Duration> SILENCE_AFTER =
      Setting.duration(
          "risk.silence-after",
          Setting.micros(DEFAULTS.silenceAfter()),
          Setting.MILLISECOND,
          "Longest time without a price, counted from when the last one could be known. Where bars"
              + " come from candles it must be longer than a bar, or every signal is withheld.");

  public static final Setting<Duration> BOOK_MAX_AGE =
      Setting.duration(
          "risk.book-max-age",
          Setting.micros(DEFAULTS.bookMaxAge()),
          Setting.MILLISECOND,
          "Age from which the order book counts as missing, where inputs names it.");

  public static final Setting<Integer> UNCHANGED_CLOSES =
      Setting.whole(
          "risk.unchanged-closes",
          DEFAULTS.unchangedCloses(),
          0,
          1_000_000,
          "Closed bars in a row with the same close above which a feed counts as dead. 0 switches"
              + " this off.");

  public static final Setting<Integer> BARS_WITHOUT_VOLUME =
      Setting.whole(
          "risk.bars-without-volume",
          DEFAULTS.barsWithoutVolume(),
          0,
          1_000_000,
          "Closed bars in a row without volume above which a feed counts as dead; bars that the"
              + " venue left out are not counted. 0 switches this off.");

  public static final Setting<Duration> BOOK_UNMOVED =
      Setting.duration(
          "risk.book-unmoved",
          Setting.micros(DEFAULTS.bookUnmoved()),
          Duration.ZERO,
          "Time above which an order book whose best prices and sizes do not change counts as dead,"
              + " where inputs names it. 0 switches this off.");

  public static final Setting<Double> STALE_VALUES_MARGIN =
      Setting.number(
          "risk.stale-values-margin",
          DEFAULTS.staleValuesMargin(),
          1,
          1_000_000,
          "How many times as long as the longest run of the model's training period, and one bar, a"
              + " feed may stand still before it counts as dead; never longer than the three"
              + " options before allow. Of a model whose manifest says nothing of runs these alone"
              + " count.");

  public static final Setting<Double> LATE_SHARE =
      Setting.number(
          "risk.late-share",
          DEFAULTS.lateShare(),
          0,
          1,
          "Share of the trades of the last five bar lengths that came after their bar had closed,"
              + " above which signals are withheld; of fewer than 50 trades it says nothing. 1"
              + " switches this off.");

  public static final Setting<OtherInstruments> OTHER_INSTRUMENTS =
      Setting.oneOf(
          "risk.other-instruments",
          DEFAULTS.otherInstruments(),
          "What becomes of an instrument that the model's manifest does not name in servedOn."
              + " refuse: signals are withheld. mark: it is scored, and every signal has the"
              + " verdict OTHER_INSTRUMENT. A manifest without servedOn names every"
              + " instrument of the bases that the model was trained on.");

  public static final Setting<Double> FUNDING_EXTREME =
      Setting.above0(
          "risk.funding-extreme",
          DEFAULTS.fundingExtreme(),
          1,
          "Funding rate (fraction per interval) above which a position that would pay it is"
              + " blocked.");

  public static final Setting<Duration> FUNDING_MAX_AGE =
      Setting.duration(
          "risk.funding-max-age",
          Setting.micros(DEFAULTS.fundingMaxAge()),
          Setting.MILLISECOND,
          "Age from which a funding rate counts as missing.");

  public static final Setting<Double> VOLATILITY_LIMIT =
      Setting.above0(
          "risk.volatility-limit",
          DEFAULTS.volatilityLimit(),
          1000,
          "Volatility (annualised, 1 = 100 % a year) above which the circuit breaker is open.");

  public static final Setting<VolatilityBasis> VOLATILITY_BY =
      Setting.oneOf(
          "risk.volatility-by",
          DEFAULTS.volatilityBy(),
          "By which volatility the circuit breaker opens, and a signal has its risk class. realised:"
              + " that of the last 24 bars. predicted: what the model of task volatility predicts"
              + " that the strategy of strategy.path must have, of several the one that looks least"
              + " far ahead.");

  public static final Setting<Double> FEAR_GREED_LIMIT =
      Setting.number(
          "risk.fear-greed-limit",
          DEFAULTS.fearGreedLimit(),
          0,
          100,
          "Fear and Greed index above which buys are blocked.");

  public static final Setting<Duration> FEAR_GREED_MAX_AGE =
      Setting.duration(
          "risk.fear-greed-max-age",
          Setting.micros(DEFAULTS.fearGreedMaxAge()),
          Setting.MILLISECOND,
          "Age from which the Fear and Greed index counts as missing.");

  public static final Setting<Double> POSITION_CAP =
      Setting.number(
          "risk.position-cap",
          DEFAULTS.positionCap(),
          0,
          1,
          "Largest recommended size of one position (fraction of the portfolio).");

  public static final Setting<Double> ATR_TARGET =
      Setting.above0(
          "risk.atr-target",
          DEFAULTS.atrTarget(),
          1,
          "ATR(14) as a fraction of the price above which the recommended size is scaled down.");

  public static final Setting<Integer> MAX_SIGNALS_PER_HOUR =
      Setting.whole(
          "risk.max-signals-per-hour",
          DEFAULTS.maxSignalsPerHour(),
          1,
          RiskLimits.MOST_CHANGES_PER_HOUR,
          "Changes of action that an instrument may have within an hour; more are withheld.");

  static final OptionTable<RiskLimits> TABLE =
      new OptionTable<>(
          List.of(
              STALE_AFTER,
              SILENCE_AFTER,
              BOOK_MAX_AGE,
              UNCHANGED_CLOSES,
              BARS_WITHOUT_VOLUME,
              BOOK_UNMOVED,
              STALE_VALUES_MARGIN,
              LATE_SHARE,
              OTHER_INSTRUMENTS,
              FUNDING_EXTREME,
              FUNDING_MAX_AGE,
              VOLATILITY_LIMIT,
              VOLATILITY_BY,
              FEAR_GREED_LIMIT,
              FEAR_GREED_MAX_AGE,
              POSITION_CAP,
              ATR_TARGET,
              MAX_SIGNALS_PER_HOUR),
          RiskSettings::check,
          RiskSettings::read);

  private RiskSettings() {}

  /** A model that decides alone predicts no volatility beside its answer. */
  private static void check(Job job, ReadOptions read, List<String> problems) {
    boolean predicted = read.find(VOLATILITY_BY).orElse(null) == VolatilityBasis.PREDICTED;
    if (job == Job.SIGNAL && predicted && !read.isGiven(ModelSettings.STRATEGY)) {
      problems.add(
          "%s must be realised without %s, was predicted: only a strategy has a model that predicts it"
              .formatted(VOLATILITY_BY.key(), ModelSettings.STRATEGY.key()));
    }
  }

  private static RiskLimits read(ReadOptions read) {
    return RiskLimits.builder()
        .staleAfter(read.micros(STALE_AFTER))
        .silenceAfter(read.micros(SILENCE_AFTER))
        .bookMaxAge(read.micros(BOOK_MAX_AGE))
        .unchangedCloses(read.get(UNCHANGED_CLOSES))
        .barsWithoutVolume(read.get(BARS_WITHOUT_VOLUME))
        .bookUnmoved(read.micros(BOOK_UNMOVED))
        .staleValuesMargin(read.get(STALE_VALUES_MARGIN))
        .lateShare(read.get(LATE_SHARE))
        .otherInstruments(read.get(OTHER_INSTRUMENTS))
        .fundingExtreme(read.get(FUNDING_EXTREME))
        .fundingMaxAge(read.micros(FUNDING_MAX_AGE))
        .volatilityLimit(read.get(VOLATILITY_LIMIT))
        .volatilityBy(read.get(VOLATILITY_BY))
        .fearGreedLimit(read.get(FEAR_GREED_LIMIT))
        .fearGreedMaxAge(read.micros(FEAR_GREED_MAX_AGE))
        .positionCap(read.get(POSITION_CAP))
        .atrTarget(read.get(ATR_TARGET))
        .maxSignalsPerHour(read.get(MAX_SIGNALS_PER_HOUR))
        .build();
  }
}
