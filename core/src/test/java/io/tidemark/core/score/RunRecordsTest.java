package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.market.FeedRun;
import io.tidemark.core.score.RunRecords.Run;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunRecordsTest {

  private static final long SECOND = 1_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final String COIN = "ANY-USDT@venue";

  private final RunRecords records = new RunRecords();
  private final ScoringState state = new ScoringState();
  private final FeatureScoring scoring =
      new FeatureScoring(
          new FeatureSet(List.of("log_return"), MINUTE),
          1,
          Trigger.EVERY,
          any -> BarSource.CANDLES,
          5);
  private int offset;

  @Test
  void aRunIsKnownByItsLengthAndByTheBarThatItRepeats() {
    for (int minute = 0; minute < 20; minute++) {
      boolean flat = (minute > 4 && minute < 8) || (minute > 10 && minute < 16);
      step(candle(minute, flat ? 7 : minute, flat && minute > 11 ? 0 : 1));
    }
    assertThat(records.of(FeedRun.UNCHANGED_CLOSES))
        .containsExactly(new Run(end(0), 0), new Run(end(5), 2), new Run(end(11), 4));
    assertThat(records.of(FeedRun.BARS_WITHOUT_VOLUME))
        .containsExactly(new Run(end(0), 0), new Run(end(11), 4));
    assertThat(records.of(FeedRun.BOOK_UNMOVED)).as("no book came").isEmpty();
  }

  @Test
  void ofAFeedWithoutVolumeNothingIsSaid() {
    for (int minute = 0; minute < 20; minute++) {
      step(candle(minute, minute, 0));
    }
    assertThat(records.of(FeedRun.BARS_WITHOUT_VOLUME)).isEmpty();
  }

  @Test
  void aBookStandsInWholeSeconds() {
    for (int i = 0; i < 50; i++) {
      long size = i < 10 ? i : i < 20 ? 10 : i;
      long at = i * SECOND + i;
      step(book(at, 1.0 + size));
    }
    assertThat(records.of(FeedRun.BOOK_UNMOVED))
        .containsExactly(new Run(1, 0), new Run(10 * SECOND + 11, 10 * SECOND));
  }

  @Test
  void theLongestOfAnyFirstPartIsTheLastThatBeganInIt() {
    Random random = new Random(8);
    long[] longest = new long[400];
    long[] began = new long[400];
    double close = 0;
    long flat = 0;
    long since = end(0);
    for (int minute = 0; minute < longest.length; minute++) {
      boolean same = minute > 0 && random.nextInt(4) > 0;
      close += same ? 0 : 1;
      flat = same ? flat + 1 : 0;
      since = same ? since : end(minute);
      longest[minute] = flat;
      began[minute] = since;
      step(candle(minute, close, 1));
    }
    List<Run> found = records.of(FeedRun.UNCHANGED_CLOSES);
    assertThat(found).hasSizeBetween(4, 28); // the root of twice 400
    for (int minute = 0; minute < longest.length; minute++) {
      long until = end(minute);
      long expected = 0;
      for (int i = 0; i < longest.length; i++) {
        expected = began[i] <= until ? Math.max(expected, longest[i]) : expected;
      }
      List<Run> first = found.stream().filter(run -> run.began() <= until).toList();
      assertThat(first.get(first.size() - 1).length()).isEqualTo(expected);
    }
  }

  private void step(Fact fact) {
    scoring.step(
        state, new LogEvent(COIN, fact.availableAt(), new Origin("t", 0, offset++), -1, 0, fact));
    records.observe(state);
  }

  private static long end(int minute) {
    return (minute + 1) * MINUTE;
  }

  private static Candle candle(int minute, double close, double volume) {
    return new Candle(
        COIN, minute * MINUTE, MINUTE, end(minute), close, close, close, close, volume);
  }

  private static Book book(long time, double size) {
    long at = time + 1;
    return new Book(
        COIN, at, at, new double[] {99}, new double[] {size}, new double[] {101}, new double[] {2});
  }
}
