package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.ModelInput;
import io.tidemark.core.score.PrefixEncoder;
import io.tidemark.core.score.ScoreOutcome;
import io.tidemark.core.score.ScoringState;
import io.tidemark.core.score.ScoringStateCodec;
import io.tidemark.core.score.Trigger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The LSTM of 48 bars by its prefix and step, version 2, beside the same weights over the whole
 * window, version 1: bars that close, gaps, state through its bytes, and for a while another model.
 */
class PrefixReplayTest {

  private static final Path MODELS = Path.of(System.getProperty("tidemark.root", ".."), "models");
  private static final Path BTC = MODELS.resolve("artifacts/btc-lstm");
  private static final Path TINY = MODELS.resolve("src/test/resources/artifacts/tiny-lstm");

  private static final String INSTRUMENT = "BTC-USDT@sim";
  private static final long MINUTE = 60_000_000L;
  private static final int EVENTS = 40_000;
  private static final int MAX_FLAT = 3;

  private final Random restarts = new Random(3);
  private final List<Float> answers = new ArrayList<>();
  private final List<Float> batched = new ArrayList<>();
  private ScoringState state = new ScoringState();
  private int closes;
  private int begunAnew;
  private float largest;

  @Test
  void everyAnswerIsThatOfTheWholeWindowAndAnEncodingServesABar() throws Exception {
    List<LogEvent> log = log();
    ScoringState whole = new ScoringState();
    try (LoadedModel btc = open(BTC, "1");
        LoadedModel btcForm = open(BTC, "2");
        LoadedModel tiny = open(TINY, "1");
        LoadedModel tinyForm = open(TINY, "2")) {
      Both of48 = new Both(btc, btcForm);
      Both of4 = new Both(tiny, tinyForm);
      replay(log.subList(0, EVENTS / 2), whole, of48);
      int before = answers.size();
      replay(log.subList(EVENTS / 2, EVENTS * 5 / 8), whole, of4);
      int between = answers.size();
      replay(log.subList(EVENTS * 5 / 8, EVENTS), whole, of48);
      assertThat(List.of(before, between - before, answers.size() - between))
          .allSatisfy(scored -> assertThat(scored).isGreaterThan(2_000));
      assertThat(of48.encoder.count + of4.encoder.count)
          .isLessThanOrEqualTo(closes + begunAnew + 3);
    }
    assertThat(largest).isLessThanOrEqualTo(1e-5f);
    assertThat(closes).isGreaterThan(500);
    assertThat(answers.stream().distinct().count()).as("moves").isGreaterThan(answers.size() / 2);
    assertThat(batched).as("the bits, whatever is asked beside").isEqualTo(answers);
  }

  private void replay(List<LogEvent> log, ScoringState whole, Both both) throws IOException {
    float[] answer = new float[1];
    MicroBatch batch = new MicroBatch(both.form.scorer(), both.prefixed.inputSize(), 16);
    for (LogEvent event : log) {
      ScoreOutcome plain = both.whole.step(whole, event);
      ScoreOutcome encoded = both.prefixed.step(state, event);
      Assessment expected = plain.assessment();
      Assessment found = encoded.assessment();
      boolean scored = expected != null && expected.scored();
      assertThat(found != null && found.scored()).isEqualTo(scored);
      closes += expected != null && expected.barClosed() ? 1 : 0;
      if (scored) {
        both.form.scorer().score(encoded.input(), 1, answer);
        answers.add(answer[0]);
        float wanted = both.model.scorer().score(plain.input());
        largest = Math.max(largest, Math.abs(answer[0] - wanted));
        batch.add(Objects.requireNonNull(found), encoded.input());
        if (batch.isFull()) {
          batch.flush(assessment -> batched.add(assessment.prediction().probability()));
        }
      }
      if (restarts.nextInt(400) == 0) {
        state = travel(state);
        begunAnew++;
      }
    }
    batch.flush(assessment -> batched.add(assessment.prediction().probability()));
  }

  private static LoadedModel open(Path artefact, String version) throws ModelRejectedException {
    return ModelArtefact.read(artefact.resolve(version)).open();
  }

  private static ScoringState travel(ScoringState state) throws IOException {
    ScoringStateCodec codec = new ScoringStateCodec();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    codec.write(state, new DataOutputStream(bytes));
    return codec.read(
        codec.version(), new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  /** Trades, forty an hour; an hour without any now and then, and three times a whole day. */
  private static List<LogEvent> log() {
    Random random = new Random(17);
    List<LogEvent> log = new ArrayList<>();
    long time = 1_000 * 60 * MINUTE;
    double price = 40_000;
    for (int i = 0; i < EVENTS; i++) {
      long gap = i % 13_000 == 12_999 ? 24 * 60 : i % 1_700 == 1_699 ? 90 : 0;
      time += 1 + random.nextLong(3 * MINUTE) + gap * MINUTE;
      price *= Math.exp(0.002 * random.nextGaussian());
      Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
      Fact fact =
          i % 9 == 8
              ? new Tick(INSTRUMENT, time)
              : new Trade(INSTRUMENT, time, time, "", price, random.nextDouble(), side);
      log.add(new LogEvent(INSTRUMENT, time, new Origin("raw", 0, i), i, 0, fact));
    }
    return log;
  }

  /** One model, asked both ways upon every event. */
  private static final class Both {

    private final LoadedModel model;
    private final LoadedModel form;
    private final Counting encoder;
    private final FeatureScoring whole;
    private final FeatureScoring prefixed;

    Both(LoadedModel model, LoadedModel form) {
      this.model = model;
      this.form = form;
      encoder = new Counting(Objects.requireNonNull(form.encoder()));
      whole = scoring(model, null);
      prefixed = scoring(form, encoder);
    }

    private static FeatureScoring scoring(LoadedModel model, @Nullable PrefixEncoder encoder) {
      return new FeatureScoring(
          new ModelInput(
              new FeatureSet(model.featureNames(), model.metadata().timing().barLength()),
              model.metadata().timing().windowBars(),
              Trigger.EVERY,
              encoder,
              ModelRef.NONE),
          EnumSet.allOf(MarketInput.class),
          instrument -> BarSource.TRADES,
          MAX_FLAT,
          FeatureScoring.EXPIRE_AFTER);
    }
  }

  private static final class Counting implements PrefixEncoder {

    private final PrefixEncoder of;
    private int count;

    Counting(PrefixEncoder of) {
      this.of = of;
    }

    @Override
    public int size() {
      return of.size();
    }

    @Override
    public void encode(float[] past, float[] encoded) {
      count++;
      of.encode(past, encoded);
    }
  }
}
