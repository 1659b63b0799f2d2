package io.tidemark.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.box.BoxVenue;
import io.tidemark.box.VenueBox;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From exchanges' sockets to signals, in one process. */
final class CollectedFeedTest {

  private static final Path MODEL =
      Path.of(System.getProperty("tidemark.root"), "models/artifacts/demo-linear/1").normalize();

  @TempDir Path folder;

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  private Summary run(Feed feed, BooleanSupplier stop) throws Exception {
    PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);
    return new DemoRun(feed, DemoHome.at(folder), 0, 0, List.of(), stop, out).run();
  }

  @Test
  void venuesInABoxAreScoredFromTheirPastOnAndEveryFactIsAccountedFor() throws Exception {
    VenuesInABox venues = new VenuesInABox(7, Duration.ofSeconds(20));
    Summary summary = run(CollectedFeed.of(venues, MODEL), () -> false);
    assertThat(summary.balances()).isTrue();
    assertThat(summary.records().facts()).isGreaterThan(6_000);
    assertThat(summary.records().late()).isLessThan(60);
    assertThat(summary.records().dead()).isEmpty();
    assertThat(summary.scores().scored()).isPositive();
    long market = summary.records().facts() - summary.records().ticks();
    assertThat(screen.toString(StandardCharsets.UTF_8))
        .contains(
            "venues:  %,d facts written, 0 refused by Kafka,".formatted(market),
            "ticks of the sequence job's clock, %,d are the market's".formatted(market),
            "0 facts lost, %,d read by the sequence job, which left out 0 ".formatted(market));
  }

  @Test
  void aSecondRunGoesOnWithTheTopicsOfTheFirst() throws Exception {
    try (VenueBox box = new VenueBox(BoxVenue.COINBASE, 5)) {
      box.past(Duration.ofHours(1), Duration.ofSeconds(5));
      long first = live(box).records().read();
      long second = live(box).records().read();
      assertThat(first).isGreaterThan(700);
      assertThat(second).isGreaterThan(first);
    }
  }

  private Summary live(VenueBox box) throws Exception {
    CollectedFeed feed =
        CollectedFeed.live(
            List.of("BTC-USD@coinbase"),
            MODEL,
            List.of(
                "collect.endpoints.coinbase.socket=" + box.socket(),
                "collect.endpoints.coinbase.rest=" + box.rest()));
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    Summary summary =
        run(
            feed,
            () -> {
              box.move();
              box.trade();
              box.heartbeat();
              return System.nanoTime() > end;
            });
    assertThat(summary.balances()).isTrue();
    return summary;
  }
}
