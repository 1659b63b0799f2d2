package io.tidemark.flink.config;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.drift.DriftOptions;
import io.tidemark.core.drift.ResumeMode;
import io.tidemark.core.risk.RiskLimits;
import io.tidemark.core.risk.SignalPolicy;
import io.tidemark.core.risk.SignalPolicy.Emit;
import io.tidemark.core.score.FeatureScoring;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/**
 * What can be configured. The table in {@code docs/configuration.md} is generated from this file.
 *
 * <p>The state backend is no option: both jobs set RocksDB with incremental checkpoints.
 */
public final class JobOptions {

  // What the core takes by default is what a job takes by default.
  private static final RiskLimits LIMITS = RiskLimits.defaults();
  private static final DriftOptions DRIFT = DriftOptions.defaults();
  private static final SignalPolicy POLICY = SignalPolicy.defaults();

  private static final Duration ZERO = Duration.ZERO;
  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Set<Job> BOTH = Set.of(Job.SEQUENCE, Job.SIGNAL);

  public static final Setting<String> KAFKA_BOOTSTRAP_SERVERS =
      required(
          "kafka.bootstrap-servers",
          Domains.text(
              "a list of host:port, separated by commas",
              "[^,;:\\s]+:\\d{1,5}(\\s*,\\s*[^,;:\\s]+:\\d{1,5})*"),
          BOTH,
          "The Kafka brokers to ask first.");

  /** Not parsed like the others: each {@code kafka.properties.NAME} is one property. */
  public static final ConfigOption<Map<String, String>> KAFKA_PROPERTIES =
      ConfigOptions.key("kafka.properties")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Client properties handed to every consumer, producer and admin client: SASL, TLS,"
                  + " timeouts. A secret is written as ${env:NAME} or ${file:/path}, never in the"
                  + " clear.");

  public static final Setting<String> KAFKA_GROUP_ID =
      text(
          "kafka.group-id",
          "tidemark",
          Domains.text("made of letters, digits, '.', '_' and '-'", "[A-Za-z0-9._-]{1,100}"),
          "Consumer group; also begins the id of every transaction, so two deployments on one"
              + " cluster need two.");

  public static final Setting<StartOffsets> KAFKA_START_OFFSETS =
      oneOf(
          "kafka.start-offsets",
          StartOffsets.GROUP,
          "Where to begin without a checkpoint: the group's committed offsets (else the earliest),"
              + " the earliest or the latest.");

  public static final Setting<String> TOPICS_PREFIX =
      text(
          "topics.prefix",
          "",
          Domains.text("made of letters, digits, '.', '_' and '-'", "[A-Za-z0-9._-]{0,100}"),
          "Put in front of every topic's name.");

  public static final Setting<List<String>> INSTRUMENTS =
      new Setting<>(
          ConfigOptions.key("instruments")
              .stringType()
              .asList()
              .noDefaultValue()
              .withDescription(
                  "The instruments that are followed; records of others become dead letters."),
          Domains.instruments(),
          BOTH,
          false);

  public static final Setting<BarSource> BARS_SOURCE =
      perInstrument(
          oneOf(
              "bars.source",
              BarSource.TRADES,
              "What bars are made of: trades, or the venue's closed candles. Never both."));

  public static final Setting<Integer> BARS_MAX_FLAT =
      whole(
          "bars.max-flat",
          3,
          0,
          1000,
          "Bars in a row without a trade that are taken as flat; after more of them the features"
              + " warm up anew.");

  public static final Setting<Duration> STATE_EXPIRE_AFTER =
      duration(
          "state.expire-after",
          micros(FeatureScoring.EXPIRE_AFTER),
          Duration.ofDays(1),
          "Time without a price, book or funding rate after which an instrument begins anew: it was"
              + " delisted. The state of a name of which nothing at all is heard for twice as long"
              + " is dropped.");

  public static final Setting<List<ContextInput>> INPUTS =
      new Setting<>(
          ConfigOptions.key("inputs")
              .enumType(ContextInput.class)
              .asList()
              .defaultValues()
              .withDescription(
                  "Inputs beside prices that an instrument has. A risk rule whose input is named"
                      + " here blocks while it is missing; what is not named is not applicable."),
          Domains.someOf(ContextInput.class),
          Set.of(),
          true);

  public static final Setting<List<String>> REFERENCES =
      new Setting<>(
          ConfigOptions.key("references")
              .stringType()
              .asList()
              .defaultValues()
              .withDescription(
                  "Instruments whose candles are copied to an instrument's log, for features such"
                      + " as ref_return. Each must be among the instruments; without a name it is"
                      + " for all others."),
          Domains.references(),
          Set.of(),
          true);

  public static final Setting<String> MODEL_PATH =
      required(
          "model.path",
          Domains.text("the directory of a model version", ".+"),
          Set.of(Job.SIGNAL),
          "Directory of the model version that is scored, with its manifest.json.");

  public static final Setting<String> MODEL_STORE =
      new Setting<>(
          ConfigOptions.key("model.store")
              .stringType()
              .noDefaultValue()
              .withDescription(
                  "Directory or URI that holds model versions as <id>/<version>, readable by every"
                      + " TaskManager. Versions that model-updates.v1 names are taken from there"
                      + " only; without it every update is refused."),
          Domains.text("a directory or a URI such as s3://bucket/models", "\\S.*"),
          Set.of(),
          false);

  public static final Setting<Duration> MODEL_LOAD_TIMEOUT =
      duration(
          "model.load-timeout",
          Duration.ofSeconds(30),
          SECOND,
          "How long a version may take to load before it is refused. It is loaded beside the"
              + " scoring from when it is registered; an activation that comes before it is ready"
              + " waits, so that it takes effect at its position in the log.");

  public static final Setting<Integer> MODEL_SHADOW_EVERY =
      whole(
          "model.shadow-every",
          16,
          1,
          1_000_000,
          "A shadow model is asked at each bar close, and at one event between in so many.");

  public static final Setting<Integer> SCORE_BATCH =
      whole(
          "score.batch",
          16,
          1,
          32,
          "Inputs that the model is given at once, at most. A score has the same bits in any batch;"
              + " 8 to 32 pay for most kinds of model.");

  public static final Setting<Duration> SCORE_WAIT =
      duration(
          "score.wait",
          MILLISECOND,
          MILLISECOND,
          "How long an event may wait for others to be scored with it. After as long without a"
              + " score the next event is scored at once.");

  public static final Setting<Double> SIGNAL_MIN_STRENGTH =
      number(
          "signal.min-strength",
          POLICY.minStrength(),
          0,
          100,
          "Strength (percentile among the model's validation scores) below which the action is"
              + " HOLD.");

  public static final Setting<Emit> SIGNAL_EMIT =
      oneOf(
          "signal.emit",
          POLICY.emit(),
          "Write a signal when the decision changes and once a bar, or for every scored event.");

  public static final Setting<DriftSample> DRIFT_SAMPLE =
      oneOf(
          "drift.sample",
          DriftSample.BAR,
          "When the drift gate takes a sample: one per instrument and bar close. Per event there"
              + " would be a thousand of the same mood.");

  public static final Setting<Integer> DRIFT_WINDOW =
      asCalibrated(
          "drift.window",
          20,
          100_000,
          "Live samples (bar closes) held against the model's reference; no verdict before it is"
              + " full. Without it what the model was calibrated for, or "
              + DRIFT.window()
              + ". A model that was calibrated for another is refused.");

  public static final Setting<Integer> DRIFT_SHORT_WINDOW =
      asCalibrated(
          "drift.short-window",
          0,
          100_000,
          "Live samples of a second window, which sees large changes sooner; below drift.window, or"
              + " 0 for none. Without it what the model was calibrated for, or none.");

  public static final Setting<Integer> DRIFT_PERSISTENCE =
      asCalibrated(
          "drift.persistence",
          1,
          1_000,
          "Samples in a row that must be beyond a threshold to count. Without it what the model was"
              + " calibrated for, or "
              + DRIFT.persistence()
              + ".");

  public static final Setting<Double> DRIFT_MIN_DISTANCE =
      number(
          "drift.min-distance",
          DRIFT.minDistance(),
          0,
          0.99,
          "Kolmogorov-Smirnov distance below which no threshold lies, so that a trifle is no drift"
              + " however sure it is.");

  public static final Setting<String> DRIFT_BUDGET =
      text(
          "drift.budget",
          "10000",
          Domains.driftBudget(),
          "In how many samples of one instrument (bar closes), or days, the instruments of"
              + " drift.family together may be paused falsely once. For models with a"
              + " calibration; false warnings may come ten times as often.");

  public static final Setting<List<String>> DRIFT_FAMILY =
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

  public static final Setting<Double> DRIFT_WARN_THRESHOLD =
      above0(
          "drift.warn-threshold",
          DRIFT.warnThreshold(),
          1,
          "Kolmogorov-Smirnov distance above which an alert opens, only for models without a"
              + " calibration. No false-alarm rate is known for it.");

  public static final Setting<Double> DRIFT_PAUSE_THRESHOLD =
      above0(
          "drift.pause-threshold",
          DRIFT.pauseThreshold(),
          1,
          "Kolmogorov-Smirnov distance above which the model is paused, only for models without a"
              + " calibration; above drift.warn-threshold. No false-alarm rate is known for it.");

  public static final Setting<ResumeMode> DRIFT_RESUME =
      oneOf(
          "drift.resume",
          DRIFT.resume(),
          "How a pause ends without a new version: by itself after a full window without anything"
              + " above its threshold, or only if a person has acknowledged it, too (./tidemark"
              + " drift ack). ./tidemark drift resume ends it in any case.");

  public static final Setting<Duration> RISK_STALE_AFTER =
      duration(
          "risk.stale-after",
          micros(LIMITS.staleAfter()),
          MILLISECOND,
          "Longest time between a price's exchange time and its arrival; above it signals are"
              + " withheld.");

  public static final Setting<Duration> RISK_SILENCE_AFTER =
      duration(
          "risk.silence-after",
          micros(LIMITS.silenceAfter()),
          MILLISECOND,
          "Longest time without a price, counted from when the last one could be known. Where bars"
              + " come from candles it must be longer than a bar, or every signal is withheld.");

  /** How old the newest book may be. */
  public static final Setting<Duration> RISK_BOOK_MAX_AGE =
      duration(
          "risk.book-max-age",
          micros(LIMITS.bookMaxAge()),
          MILLISECOND,
          "Age from which the order book counts as missing, where inputs names it.");

  public static final Setting<Double> RISK_FUNDING_EXTREME =
      above0(
          "risk.funding-extreme",
          LIMITS.fundingExtreme(),
          1,
          "Funding rate (fraction per interval) above which a position that would pay it is"
              + " blocked.");

  public static final Setting<Duration> RISK_FUNDING_MAX_AGE =
      duration(
          "risk.funding-max-age",
          micros(LIMITS.fundingMaxAge()),
          MILLISECOND,
          "Age from which a funding rate counts as missing.");

  public static final Setting<Double> RISK_VOLATILITY_LIMIT =
      above0(
          "risk.volatility-limit",
          LIMITS.volatilityLimit(),
          1000,
          "Realised volatility (annualised, 1 = 100 % a year) above which the circuit breaker is"
              + " open.");

  public static final Setting<Double> RISK_FEAR_GREED_LIMIT =
      number(
          "risk.fear-greed-limit",
          LIMITS.fearGreedLimit(),
          0,
          100,
          "Fear and Greed index above which buys are blocked.");

  public static final Setting<Duration> RISK_FEAR_GREED_MAX_AGE =
      duration(
          "risk.fear-greed-max-age",
          micros(LIMITS.fearGreedMaxAge()),
          MILLISECOND,
          "Age from which the Fear and Greed index counts as missing.");

  public static final Setting<Double> RISK_POSITION_CAP =
      number(
          "risk.position-cap",
          LIMITS.positionCap(),
          0,
          1,
          "Largest recommended size of one position (fraction of the portfolio).");

  public static final Setting<Double> RISK_ATR_TARGET =
      above0(
          "risk.atr-target",
          LIMITS.atrTarget(),
          1,
          "ATR(14) as a fraction of the price above which the recommended size is scaled down.");

  public static final Setting<Integer> RISK_MAX_SIGNALS_PER_HOUR =
      whole(
          "risk.max-signals-per-hour",
          LIMITS.maxSignalsPerHour(),
          1,
          RiskLimits.MOST_CHANGES_PER_HOUR,
          "Changes of action that an instrument may have within an hour; more are withheld.");

  public static final Setting<Duration> SEQUENCE_WAIT =
      duration(
          "sequence.wait",
          ZERO,
          ZERO,
          "How long arrivals are held, so that they can be ordered by availability; 0 writes at"
              + " once.");

  public static final Setting<Duration> SEQUENCE_TICK =
      duration(
          "sequence.tick",
          Duration.ofSeconds(10),
          ZERO,
          "How often a tick of the wall clock is written for each instrument; 0 writes none.");

  public static final Setting<Duration> SEQUENCE_MAX_AHEAD =
      duration(
          "sequence.max-ahead",
          Duration.ofMinutes(1),
          ZERO,
          "How far a fact's times may be ahead of its Kafka time; further ahead it becomes a dead"
              + " letter.");

  public static final Setting<Integer> SEQUENCE_MAX_HELD =
      whole(
          "sequence.max-held",
          10_000,
          1,
          10_000_000,
          "Events that are held per instrument while waiting; with more of them the oldest is"
              + " written early.");

  public static final Setting<Delivery> DELIVERY =
      oneOf(
          "delivery",
          Delivery.EXACTLY_ONCE,
          "What the signal job's sinks promise. Exactly once costs the delay of a checkpoint.");

  public static final Setting<Duration> DELIVERY_TRANSACTION_TIMEOUT =
      duration(
          "delivery.transaction-timeout",
          Duration.ofMinutes(15),
          SECOND,
          "After which the broker aborts an open transaction: longer than any outage that must not"
              + " lose records, and at most the broker's transaction.max.timeout.ms.");

  public static final Setting<Duration> CHECKPOINT_INTERVAL =
      duration(
          "checkpoint.interval",
          Duration.ofSeconds(10),
          Duration.ofMillis(10),
          "How often state is saved, and with exactly-once delivery how often signals become"
              + " visible.");

  public static final Setting<String> CHECKPOINT_PATH =
      new Setting<>(
          ConfigOptions.key("checkpoint.path")
              .stringType()
              .noDefaultValue()
              .withDescription(
                  "Where checkpoints are kept (file:///..., s3://...); without it Flink's own"
                      + " configuration decides."),
          Domains.text("a URI such as s3://bucket/checkpoints", "[a-z][a-z0-9+.-]*:/.+"),
          Set.of(),
          false);

  private static final List<Setting<?>> ALL =
      List.of(
          KAFKA_BOOTSTRAP_SERVERS,
          KAFKA_GROUP_ID,
          KAFKA_START_OFFSETS,
          TOPICS_PREFIX,
          INSTRUMENTS,
          BARS_SOURCE,
          BARS_MAX_FLAT,
          STATE_EXPIRE_AFTER,
          INPUTS,
          REFERENCES,
          MODEL_PATH,
          MODEL_STORE,
          MODEL_LOAD_TIMEOUT,
          MODEL_SHADOW_EVERY,
          SCORE_BATCH,
          SCORE_WAIT,
          SIGNAL_MIN_STRENGTH,
          SIGNAL_EMIT,
          DRIFT_SAMPLE,
          DRIFT_WINDOW,
          DRIFT_SHORT_WINDOW,
          DRIFT_PERSISTENCE,
          DRIFT_MIN_DISTANCE,
          DRIFT_BUDGET,
          DRIFT_FAMILY,
          DRIFT_WARN_THRESHOLD,
          DRIFT_PAUSE_THRESHOLD,
          DRIFT_RESUME,
          RISK_STALE_AFTER,
          RISK_SILENCE_AFTER,
          RISK_BOOK_MAX_AGE,
          RISK_FUNDING_EXTREME,
          RISK_FUNDING_MAX_AGE,
          RISK_VOLATILITY_LIMIT,
          RISK_FEAR_GREED_LIMIT,
          RISK_FEAR_GREED_MAX_AGE,
          RISK_POSITION_CAP,
          RISK_ATR_TARGET,
          RISK_MAX_SIGNALS_PER_HOUR,
          SEQUENCE_WAIT,
          SEQUENCE_TICK,
          SEQUENCE_MAX_AHEAD,
          SEQUENCE_MAX_HELD,
          DELIVERY,
          DELIVERY_TRANSACTION_TIMEOUT,
          CHECKPOINT_INTERVAL,
          CHECKPOINT_PATH);

  private JobOptions() {}

  /** Every option but {@link #KAFKA_PROPERTIES}, in the order of the documentation. */
  public static List<Setting<?>> all() {
    return ALL;
  }

  private static Setting<String> required(
      String key, Domain<String> domain, Set<Job> by, String meaning) {
    return new Setting<>(
        ConfigOptions.key(key).stringType().noDefaultValue().withDescription(meaning),
        domain,
        by,
        false);
  }

  private static Setting<String> text(
      String key, String byDefault, Domain<String> domain, String meaning) {
    return new Setting<>(
        ConfigOptions.key(key).stringType().defaultValue(byDefault).withDescription(meaning),
        domain,
        Set.of(),
        false);
  }

  private static Setting<Double> number(
      String key, double byDefault, double low, double high, String meaning) {
    return new Setting<>(
        ConfigOptions.key(key).doubleType().defaultValue(byDefault).withDescription(meaning),
        Domains.number(low, high),
        Set.of(),
        false);
  }

  /** A number that cannot be 0: a limit of 0 would forbid everything. */
  private static Setting<Double> above0(String key, double byDefault, double high, String meaning) {
    return new Setting<>(
        ConfigOptions.key(key).doubleType().defaultValue(byDefault).withDescription(meaning),
        Domains.above0(high),
        Set.of(),
        false);
  }

  private static Duration micros(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }

  private static Setting<Integer> whole(
      String key, int byDefault, int low, int high, String meaning) {
    return new Setting<>(
        ConfigOptions.key(key).intType().defaultValue(byDefault).withDescription(meaning),
        Domains.whole(low, high),
        Set.of(),
        false);
  }

  private static Setting<Integer> asCalibrated(String key, int low, int high, String meaning) {
    return new Setting<>(
        ConfigOptions.key(key).intType().noDefaultValue().withDescription(meaning),
        Domains.whole(low, high),
        Set.of(),
        false);
  }

  private static Setting<Duration> duration(
      String key, Duration byDefault, Duration shortest, String meaning) {
    return new Setting<>(
        ConfigOptions.key(key).durationType().defaultValue(byDefault).withDescription(meaning),
        Domains.duration(shortest),
        Set.of(),
        false);
  }

  private static <E extends Enum<E>> Setting<E> oneOf(String key, E byDefault, String meaning) {
    Class<E> type = byDefault.getDeclaringClass();
    return new Setting<>(
        ConfigOptions.key(key).enumType(type).defaultValue(byDefault).withDescription(meaning),
        Domains.oneOf(type),
        Set.of(),
        false);
  }

  private static <T> Setting<T> perInstrument(Setting<T> setting) {
    return new Setting<>(setting.option(), setting.domain(), setting.requiredBy(), true);
  }
}
