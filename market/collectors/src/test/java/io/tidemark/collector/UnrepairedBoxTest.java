package io.tidemark.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.box.BoxFault;
import io.tidemark.box.BoxVenue;
import io.tidemark.box.VenueBox;
import io.tidemark.collector.venue.BookCheck;
import io.tidemark.collector.venue.VenueDialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The controls of {@link CollectedBoxTest}: where a feed does not ask again for what it lost, each
 * fault is seen in the books or in the trades. {@code -Dtidemark.collect.controls=FILE} keeps what
 * was seen as rows of a table.
 */
@Execution(ExecutionMode.CONCURRENT)
final class UnrepairedBoxTest {

  private static final int SPEED = 20;
  private static final long SEED = 31;

  /** For longer than a feed takes to notice a silent book, 60 s of its clock. */
  private static final int STEPS = 70;

  private static final List<BoxFault> OF_BOOKS =
      List.of(
          BoxFault.DROPS_A_DELTA,
          BoxFault.SNAPSHOT_OLDER_THAN_DELTAS,
          BoxFault.SILENT_SUBSCRIPTION,
          BoxFault.HALF_OPEN);

  /**
   * A loss that numbers do not show is mended when the level changes again; a checksum does not
   * cover all levels.
   */
  private static final Set<BookCheck> MENDED_SOME_DAY =
      EnumSet.of(BookCheck.CROSSED, BookCheck.LEVEL_IDS, BookCheck.CHECKSUM);

  /** What was seen of a fault: steps in which the books were right, trades that were lost by it. */
  private record Seen(int timesTrue, int lost) {}

  @ParameterizedTest
  @MethodSource("io.tidemark.collector.PlayedVenues#each")
  void whatIsNotRepairedIsSeen(BoxVenue venue) throws Exception {
    Repairs repairs = new Repairs();
    repairs.trades(false);
    Map<BoxFault, Seen> seen = new TreeMap<>();
    try (BoxRun run = new BoxRun(List.of(venue), SEED, SPEED, UnaryOperator.identity(), repairs)) {
      for (BoxFault fault : OF_BOOKS) {
        if (run.box(venue).knows(fault)) {
          seen.put(fault, unrepaired(run, venue, fault, repairs));
        }
      }
      int before = run.lost(venue);
      run.hit(venue, BoxFault.CLOSES);
      run.live(10);
      seen.put(BoxFault.CLOSES, new Seen(STEPS, run.lost(venue) - before));
      keep(venue, seen);
      if (run.box(venue).answersPastTrades()) {
        assertThatThrownBy(() -> run.assertTrades(venue)).isInstanceOf(AssertionError.class);
      }
    }
    seen.forEach((fault, of) -> assertSeen(venue, fault, of));
  }

  private static void assertSeen(BoxVenue venue, BoxFault fault, Seen of) {
    if (fault == BoxFault.HALF_OPEN || fault == BoxFault.CLOSES) {
      assertThat(of.lost()).as("lost trades at %s by %s", venue, fault).isPositive();
    }
    boolean drop = fault == BoxFault.DROPS_A_DELTA;
    BookCheck check = check(venue);
    if (drop && MENDED_SOME_DAY.contains(check)) {
      return;
    }
    boolean harmless = fault == BoxFault.CLOSES || (drop && check == BookCheck.WHOLE);
    assertThat(of.timesTrue() > 0).as("%s at %s is harmless", fault, venue).isEqualTo(harmless);
  }

  private static BookCheck check(BoxVenue venue) {
    return VenueDialects.of(venue.instruments().get(0)).orElseThrow().profile().books();
  }

  /** The fault hits, and nothing is asked for again; afterwards all is repaired. */
  private static Seen unrepaired(BoxRun run, BoxVenue venue, BoxFault fault, Repairs repairs)
      throws InterruptedException {
    int hits = run.box(venue).hits(fault);
    int lost = run.lost(venue);
    // a snapshot that is too old must be asked for, but no other one after it
    repairs.books(() -> fault.needsARequest() && run.box(venue).hits(fault) == hits);
    repairs.silence(false);
    run.begin(venue, fault);
    int timesTrue = run.timesTrue(venue, STEPS);
    repairs.books(() -> true);
    repairs.silence(true);
    run.untilTrue(venue);
    run.live(10);
    return new Seen(timesTrue, run.lost(venue) - lost);
  }

  /** The control of {@link BoxFault#TWO_DEPTHS}, where both depths have the same form. */
  @ParameterizedTest
  @CsvSource({"BYBIT, orderbook.1., orderbook.50.", "BITGET, books5, books"})
  void anotherDepthThatCallsItselfOursIsSeen(BoxVenue venue, String other, String ours)
      throws Exception {
    Repairs repairs = new Repairs();
    repairs.books(() -> false);
    try (BoxRun run = new BoxRun(List.of(venue), SEED, SPEED, UnaryOperator.identity(), repairs)) {
      String symbol = venue.symbols().get(0);
      VenueBox box = run.box(venue);
      String text = venue.dialect().otherDepth(box.market(symbol)).orElseThrow();
      box.say(symbol, text);
      run.untilTrue(venue);
      box.say(symbol, text.replace(other, ours));
      run.live(10);
      assertThat(run.timesTrue(venue, 10)).isZero();
    }
  }

  private static void keep(BoxVenue venue, Map<BoxFault, Seen> seen) throws IOException {
    String file = System.getProperty("tidemark.collect.controls", "");
    if (file.isEmpty()) {
      return;
    }
    StringBuilder row = new StringBuilder("| `" + venue + "` |");
    for (BoxFault fault : BoxFault.values()) {
      if (OF_BOOKS.contains(fault) || fault == BoxFault.CLOSES) {
        Seen of = seen.get(fault);
        row.append(of == null ? " |" : " %d, %d |".formatted(of.timesTrue(), of.lost()));
      }
    }
    synchronized (UnrepairedBoxTest.class) {
      Files.writeString(
          Path.of(file), row + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }
}
