package io.tidemark.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.box.BoxFault;
import io.tidemark.box.BoxVenue;
import io.tidemark.box.VenueBox;
import io.tidemark.collector.feed.FeedAction.Report.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Venues in the box end connections that are as old as their day. A feed whose connections live
 * shorter than that has left before: nothing is lost, doubled or told as a hole. One that stays is
 * cut off.
 */
@Execution(ExecutionMode.CONCURRENT)
final class DailyDisconnectTest {

  private static final int SPEED = 20;
  private static final long SEED = 23;

  /** By the collector's clock. */
  private static final Duration DAY = VenueBox.DAY.multipliedBy(SPEED);

  private static Map<Kind, Long> reports(BoxRun run) {
    return run.collector().feeds().get(0).counts().reports();
  }

  @ParameterizedTest
  @MethodSource("io.tidemark.collector.PlayedVenues#each")
  void theNewConnectionIsUpBeforeTheVenueEndsTheOldOne(BoxVenue venue) throws Exception {
    Repairs repairs = new Repairs();
    repairs.life(DAY.dividedBy(4));
    try (BoxRun run = new BoxRun(List.of(venue), SEED, SPEED, UnaryOperator.identity(), repairs)) {
      for (int day = 0; day < 2; day++) {
        run.box(venue).fault(BoxFault.DAILY_DISCONNECT, "");
        run.live(DAY.multipliedBy(5).dividedBy(4));
      }
      assertThat(reports(run).getOrDefault(Kind.HANDED_OVER, 0L)).isGreaterThanOrEqualTo(2);
      assertThat(reports(run)).doesNotContainKey(Kind.DISCONNECTED);
      assertThat(run.box(venue).hits(BoxFault.DAILY_DISCONNECT)).isZero();
      run.untilTrue(venue);
      run.assertTrades(venue);
      assertThat(run.lost(venue)).isZero();
      assertThat(run.gaps(venue)).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("io.tidemark.collector.PlayedVenues#each")
  void aFeedThatDoesNotHandOverHasAGap(BoxVenue venue) throws Exception {
    Repairs repairs = new Repairs();
    repairs.life(Duration.ofDays(1_000));
    try (BoxRun run = new BoxRun(List.of(venue), SEED, SPEED, UnaryOperator.identity(), repairs)) {
      run.hit(venue, BoxFault.DAILY_DISCONNECT);
      run.live(DAY.dividedBy(4));
      assertThat(run.box(venue).hits(BoxFault.DAILY_DISCONNECT)).isPositive();
      assertThat(reports(run)).doesNotContainKey(Kind.HANDED_OVER);
      assertThat(run.gaps(venue)).isPositive();
    }
  }
}
