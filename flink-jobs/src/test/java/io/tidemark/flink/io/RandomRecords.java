package io.tidemark.flink.io;

import io.tidemark.core.drift.DistributionChange;
import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftEvidence;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.drift.LargestDifference;
import io.tidemark.core.drift.RetrainRequest;
import io.tidemark.core.drift.SampleQuantiles;
import io.tidemark.core.drift.TestedFeature;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.EventRef;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.ModelVersion;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Sentiment;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.score.AlertOccurrence;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.CalibratedPrediction;
import io.tidemark.core.score.SamplePeriod;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.core.serve.ModelComparison;
import io.tidemark.core.serve.ScoreDifference;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.Recommendation;
import io.tidemark.core.signal.RiskClass;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict;
import io.tidemark.core.signal.Signal;
import io.tidemark.core.signal.SignalBasis;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;

/** Valid facts and arbitrary outputs from a seed, with the extremes that doubles and times have. */
public final class RandomRecords {

  private static final long MINUTE = 60_000_000L;

  private static final List<String> TEXTS = List.of("", "a", "naïve ✓ 𝄞", "x".repeat(300), "\0\n");
  private static final double[] POSITIVE = {
    Double.MIN_VALUE, Double.MIN_NORMAL, 0.1, 1, 64_000.01, 1e-8, 1e300, Double.MAX_VALUE
  };
  private static final double[] ANY = {
    0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -Double.MIN_VALUE
  };

  private final Random random;

  public RandomRecords(long seed) {
    random = new Random(seed);
  }

  /** What may stand on an output; a new output has its line here. */
  <T> T of(OutputTopic<T> output) {
    Map<Class<?>, Supplier<?>> made =
        Map.of(
            Signal.class, this::signal,
            DriftAlert.class, this::driftAlert,
            RetrainRequest.class, this::retrainRequest,
            RiskAlert.class, this::riskAlert,
            ModelAlert.class, this::modelAlert,
            ModelComparison.class, this::modelComparison,
            DeadLetter.class, this::deadLetter);
    Supplier<?> one = made.get(output.type());
    return output.type().cast(Objects.requireNonNull(one, output.topicName()).get());
  }

  public Fact fact(EventKind kind) {
    String one = "BTC-USDT@binance";
    String any = random.nextBoolean() ? one : Instruments.ALL;
    long at = time();
    long received = at + random.nextInt(1_000_000);
    return switch (kind) {
      case TRADE ->
          valid(Trade.of(one, at, received, text(), positive(), positive(), pick(Side.values())));
      case CANDLE -> candle(one, at, received);
      case BOOK -> book(one, at, received);
      case FUNDING -> valid(Funding.of(one, at, received, unit()));
      case SENTIMENT -> valid(Sentiment.of(any, at, received, text(), unit(), positive()));
      case METRIC -> valid(Metric.of(any, at, received, "m" + text(), random.nextGaussian()));
      case CONTROL -> valid(Control.of(any, at, received, command(), text(), text()));
      case TICK -> valid(Tick.of(any, at));
      case MODEL -> valid(ModelUpdate.of(any, at, received, action(), model(), text()));
    };
  }

  public LogEvent logEvent(EventKind kind) {
    Fact fact = fact(kind);
    return new LogEvent(
        "ETH-USDT-PERP@okx",
        fact.availableAt() + random.nextInt(5),
        new Origin(text(), random.nextInt(), random.nextLong()),
        random.nextLong(),
        random.nextLong(),
        fact);
  }

  public Signal signal() {
    float[] features = new float[random.nextInt(4)];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) any();
    }
    List<RiskVerdict> verdicts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      RiskVerdict.Outcome outcome = pick(RiskVerdict.Outcome.values());
      verdicts.add(new RiskVerdict(pick(RiskRule.values()), outcome, any(), any()));
    }
    return new Signal(
        text(),
        text(),
        new EventRef(text(), random.nextLong(), random.nextLong()),
        new Recommendation(
            pick(Action.values()),
            text(),
            any(),
            any(),
            pick(RiskClass.values()),
            random.nextLong(),
            random.nextLong()),
        new CalibratedPrediction(any(), any(), any(), any()),
        new SignalBasis(text(), text(), text(), text(), features, random.nextBoolean()),
        new DriftVerdict(pick(DriftStatus.values()), text(), any(), any(), random.nextInt()),
        verdicts);
  }

  public DriftAlert driftAlert() {
    return new DriftAlert(
        occurrence(),
        random.nextBoolean() ? DriftStatus.WARN : DriftStatus.PAUSED,
        new TestedFeature(text(), any(), any(), random.nextInt(), random.nextInt()),
        new ModelVersion(text(), text()),
        text(),
        random.nextBoolean() ? evidence() : null);
  }

  public RetrainRequest retrainRequest() {
    return new RetrainRequest(
        text(),
        new EventRef(text(), time(), random.nextLong()),
        new ModelVersion(text(), text()),
        TEXTS.subList(0, random.nextInt(TEXTS.size())),
        time(),
        time(),
        text());
  }

  public RiskAlert riskAlert() {
    return new RiskAlert(occurrence(), pick(RiskRule.values()), any(), any(), text());
  }

  public ModelAlert modelAlert() {
    return new ModelAlert(
        occurrence(),
        pick(ModelAction.values()),
        new ModelRef(text(), text(), text()),
        new ModelRef(text(), text(), text()),
        text());
  }

  public ModelComparison modelComparison() {
    return new ModelComparison(
        text(),
        new ModelRef(text(), text(), text()),
        new ModelRef(text(), text(), text()),
        new SamplePeriod(time(), time()),
        random.nextLong(),
        random.nextLong(),
        new ScoreDifference(any(), any(), any()));
  }

  public DeadLetter deadLetter() {
    byte[] payload = new byte[random.nextInt(100)];
    random.nextBytes(payload);
    Origin origin = new Origin(text(), random.nextInt(), random.nextLong());
    return DeadLetter.of(pick(RejectReason.values()), text(), origin, time(), payload);
  }

  private AlertOccurrence occurrence() {
    return new AlertOccurrence(
        text(), pick(AlertPhase.values()), text(), time(), time(), random.nextLong());
  }

  private DriftEvidence evidence() {
    return new DriftEvidence(
        new SamplePeriod(time(), time()),
        text(),
        random.nextInt(),
        any(),
        new DistributionChange(any(), any(), any()),
        new LargestDifference(any(), any(), any()),
        time(),
        new SampleQuantiles(anyOf(SampleQuantiles.COUNT), anyOf(random.nextInt(3))));
  }

  private double[] anyOf(int length) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = any();
    }
    return values;
  }

  private Candle candle(String instrument, long start, long received) {
    double low = positive();
    double high = Math.max(low, positive());
    return valid(
        Candle.of(
            instrument,
            start / 2 / MINUTE * MINUTE,
            MINUTE,
            received,
            low,
            high,
            low,
            high,
            random.nextInt(3) - 0.0));
  }

  private Book book(String instrument, long at, long received) {
    int bids = 1 + random.nextInt(Book.MAX_LEVELS);
    int asks = 1 + random.nextInt(Book.MAX_LEVELS);
    return valid(
        Book.of(
            instrument,
            at,
            received,
            ladder(bids, 100, -1),
            ladder(bids, 1, 1),
            ladder(asks, 100.5, 1),
            ladder(asks, 1, 1)));
  }

  private double[] ladder(int levels, double from, int direction) {
    double[] ladder = new double[levels];
    double at = from;
    for (int i = 0; i < levels; i++) {
      ladder[i] = at;
      at += direction * (0.1 + random.nextDouble());
    }
    return ladder;
  }

  private ModelAction action() {
    ModelAction[] actions = ModelAction.values();
    return actions[1 + random.nextInt(actions.length - 1)]; // the first is none
  }

  private ModelRef model() {
    byte[] hash = new byte[32];
    random.nextBytes(hash);
    return new ModelRef(
        "m-" + random.nextInt(1_000),
        Integer.toString(1 + random.nextInt(1_000)),
        HexFormat.of().formatHex(hash));
  }

  private ControlCommand command() {
    return pick(
        new ControlCommand[] {
          ControlCommand.KILL,
          ControlCommand.RESUME,
          ControlCommand.ACKNOWLEDGE,
          ControlCommand.RESUME_MODEL
        });
  }

  /** Any microsecond that leaves room for a candle. */
  private long time() {
    return switch (random.nextInt(4)) {
      case 0 -> Long.MIN_VALUE + random.nextInt(3);
      case 1 -> Long.MAX_VALUE - 100_000_000L - random.nextInt(3);
      case 2 -> random.nextInt();
      default -> 1_700_000_000_000_000L + random.nextInt();
    };
  }

  private double unit() {
    return random.nextBoolean() ? random.nextDouble() * 2 - 1 : -0.0;
  }

  private double positive() {
    return POSITIVE[random.nextInt(POSITIVE.length)];
  }

  private double any() {
    return random.nextBoolean() ? positive() : ANY[random.nextInt(ANY.length)];
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static <T> T valid(Parsed<T> parsed) {
    if (parsed instanceof Parsed.Valid<T> valid) {
      return valid.value();
    }
    throw new AssertionError("the generator made " + parsed);
  }
}
