package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.state.StateBytes;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a model with a prefix is asked, beside what it would be asked with its whole window. */
class PrefixWindowTest {

  private static final int BARS = 5;
  private static final List<String> FEATURES = List.of("log_return", "return(6)", "book_imbalance");

  private final FeatureSet features = new FeatureSet(FEATURES, RandomLog.MINUTE);
  private int asked;
  private int closes;

  @ParameterizedTest
  @EnumSource(Trigger.class)
  void itIsAskedWithItsClosedBarsEncodedAndTheVector(Trigger trigger) {
    Polynomial encoder = new Polynomial(BARS);
    compare(RandomLog.of(31, 6_000), scoring(BARS, trigger, encoder), encoder, trigger);
    assertThat(asked).isGreaterThan(100);
    assertThat(encoder.count).as("once a bar at most").isBetween(1, closes + 1);
    if (trigger == Trigger.EVERY) {
      assertThat(asked).as("else once an event would pass, too").isGreaterThan(3 * encoder.count);
    }
  }

  @Test
  void anEventThatClosesSeveralBarsEncodesOnce() {
    Polynomial encoder = new Polynomial(3, 1);
    FeatureScoring scoring =
        new FeatureScoring(
            new ModelInput(
                new FeatureSet(List.of("log_return"), RandomLog.MINUTE),
                3,
                Trigger.BAR,
                encoder,
                ModelRef.NONE),
            EnumSet.allOf(MarketInput.class),
            any -> BarSource.TRADES,
            9,
            FeatureScoring.EXPIRE_AFTER);
    ScoringState state = new ScoringState();
    int scored = 0;
    for (LogEvent event : RandomLog.of(32, 2_000)) {
      Assessment assessment = scoring.step(state, event).assessment();
      scored += assessment != null && assessment.scored() ? 1 : 0;
    }
    assertThat(encoder.count).isEqualTo(scored).isGreaterThan(100);
  }

  @Test
  void whatAnotherModelEncodedIsNotTakenThoughItsWindowIsTheSame() {
    List<LogEvent> log = RandomLog.of(33, 1_200);
    Polynomial before = new Polynomial(BARS);
    Polynomial after = new Polynomial(BARS);
    FeatureScoring first = scoring(BARS, Trigger.EVERY, before);
    FeatureScoring second = scoring(BARS, Trigger.EVERY, after);
    ScoringState state = new ScoringState();
    log.subList(0, 1_100).forEach(event -> first.step(state, event));
    assertThat(state.encodedBy).isSameAs(before);

    log.subList(1_100, 1_103).forEach(event -> second.step(state, event));

    assertThat(after.count).isPositive();
    assertThat(state.encodedBy).isSameAs(after);
  }

  @Test
  void aModelOfOneBarHasNothingToEncode() {
    assertThatThrownBy(() -> scoring(1, Trigger.BAR, new Polynomial(BARS)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a model of one bar has no closed bars to encode");
  }

  /** Its state goes through its bytes now and then, and in the middle another model is served. */
  private void compare(
      List<LogEvent> log, FeatureScoring prefixed, Polynomial encoder, Trigger trigger) {
    Random random = new Random(5);
    FeatureScoring whole = scoring(BARS, trigger, null);
    Polynomial otherEncoder = new Polynomial(BARS + 2);
    FeatureScoring otherWhole = scoring(BARS + 2, trigger, null);
    FeatureScoring otherPrefixed = scoring(BARS + 2, trigger, otherEncoder);
    ScoringState one = new ScoringState();
    ScoringState two = new ScoringState();
    for (int i = 0; i < log.size(); i++) {
      boolean other = i > 2_500 && i < 3_500;
      LogEvent event = log.get(i);
      ScoreOutcome plain = (other ? otherWhole : whole).step(one, event);
      Assessment expected = plain.assessment();
      FeatureScoring scoring = other ? otherPrefixed : prefixed;
      ScoreOutcome encoded = scoring.step(two, event);
      Assessment found = encoded.assessment();
      assertThat(said(found)).isEqualTo(said(expected));
      if (expected != null && expected.scored()) {
        float[] window = plain.input();
        assertThat(encoded.input()).isEqualTo((other ? otherEncoder : encoder).expected(window));
        asked++;
      }
      closes += expected != null && expected.barClosed() ? 1 : 0;
      if (random.nextInt(500) == 0) {
        two = StateBytes.restored(new ScoringStateCodec(), two);
        closes++; // since what was encoded stays behind
      }
    }
    assertThat(otherEncoder.count).isPositive();
  }

  private static List<Object> said(@Nullable Assessment of) {
    return of == null
        ? List.of()
        : List.of(of.scored(), of.barClosed(), of.barsToWarm(), Arrays.toString(of.features()));
  }

  private FeatureScoring scoring(int bars, Trigger trigger, @Nullable PrefixEncoder encoder) {
    return new FeatureScoring(
        new ModelInput(features, bars, trigger, encoder, ModelRef.NONE),
        EnumSet.allOf(MarketInput.class),
        instrument -> BarSource.TRADES,
        3,
        FeatureScoring.EXPIRE_AFTER);
  }

  /** Two numbers in which every number of the closed bars counts at its own place. */
  private static final class Polynomial implements PrefixEncoder {

    private final int past;
    private int count;

    Polynomial(int bars) {
      this(bars, FEATURES.size());
    }

    Polynomial(int bars, int features) {
      past = (bars - 1) * features;
    }

    @Override
    public int size() {
      return 2;
    }

    @Override
    public void encode(float[] bars, float[] encoded) {
      count++;
      write(bars, encoded);
    }

    private void write(float[] numbers, float[] to) {
      float[] sums = new float[2];
      for (int i = 0; i < past; i++) {
        sums[0] = sums[0] * 1.25f + numbers[i];
        sums[1] = sums[1] * -0.75f + numbers[i];
      }
      System.arraycopy(sums, 0, to, 0, 2);
    }

    float[] expected(float[] window) {
      float[] input = new float[2 + window.length - past];
      write(window, input);
      System.arraycopy(window, past, input, 2, window.length - past);
      return input;
    }
  }
}
