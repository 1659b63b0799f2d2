package io.tidemark.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.TradesNote;
import io.tidemark.exchange.protocol.TradesNote.State;
import io.tidemark.exchange.protocol.WatchedTrades;
import io.tidemark.recordings.message.MessageCounts;
import io.tidemark.recordings.message.RecordingReader;
import io.tidemark.recordings.table.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trades of a recording in which a collector noted how it handed them on. */
final class CollectedTradesTest {

  private static final long NOON = 1_741_176_000;
  private static final String REQUEST = "https://x.example/products/A-B/trades";
  private static final TradesNote LIVE =
      new TradesNote("A-B@coinbase", "A-B", REQUEST, State.LIVE, 0);

  @TempDir Path folder;

  private final List<Trade> trades = new ArrayList<>();
  private MessageCounts counts = new MessageCounts("", 0, 0, Map.of(), Map.of(), 0, Map.of(), 0);

  @Test
  void whatWasAskedForStandsBeforeWhatCameMeanwhileAndNothingTwice() throws IOException {
    play(
        file(
            "1",
            note(0, LIVE),
            trade(1, 1),
            note(4, held(0)),
            trade(4, 4),
            trade(5, 5),
            answer(6, 1, 2, 3, 4),
            note(6, LIVE),
            trade(7, 5),
            trade(8, 6)));
    assertThat(ids()).containsExactly("1", "2", "3", "4", "5", "6");
    assertThat(trades.get(3).availableAt()).as("when the answer came").isEqualTo(at(6));
    assertThat(trades.get(3).eventTime()).as("as it came live").isEqualTo(at(4) - 100);
    assertThat(counts.passed()).containsEntry(NoFact.HELD, 1L).containsEntry(NoFact.REPEATED, 1L);
    assertThat(counts.refusedInPart()).as("the hole is told").isEqualTo(1);
    assertThat(counts.balances()).isTrue();
  }

  @Test
  void ofTheMessageThatTellsAHoleTradesBeforeItAreNotHeldBack() throws IOException {
    play(
        file(
            "1",
            note(0, LIVE),
            note(1, held(1)),
            trade(1, 1),
            trade(3, 3),
            answer(4, 1, 2, 3),
            note(4, LIVE)));
    assertThat(ids()).containsExactly("1", "2", "3");
    assertThat(trades.get(0).availableAt()).isEqualTo(at(1));
  }

  @Test
  void aFileThatBeginsInAHoleIsReadAloneFromItsOwnBeginning() throws IOException {
    play(file("1", note(3, held(0)), trade(3, 3), answer(5, 1, 2, 3, 4), note(5, LIVE)));
    assertThat(ids()).containsExactly("3", "4");
  }

  @Test
  void whatCameTooLateStandsBehind() throws IOException {
    play(
        file(
            "1",
            note(0, LIVE),
            trade(1, 1),
            note(3, held(0)),
            trade(3, 3),
            note(18, LIVE.then(State.LATE, 0)),
            trade(19, 19),
            answer(20, 2, 3)));
    assertThat(ids()).containsExactly("1", "3", "19", "2");
  }

  @Test
  void whatWaitsForANoteThatIsMissingIsNoMoreThanTheCollectorHolds() throws IOException {
    for (int last : new int[] {WatchedTrades.MOST_HELD, WatchedTrades.MOST_HELD - 1}) {
      trades.clear();
      List<String> lines = new ArrayList<>(List.of(note(0, held(0))));
      for (int i = 1; i <= last; i++) {
        lines.add(trade(i, i));
      }
      lines.add(trade(last + 1, last + 1));
      play(file("" + last, lines.toArray(String[]::new)));
      assertThat(trades).hasSize(last + 1);
      assertThat(trades.get(0).availableAt())
          .as("with one less they wait to the end")
          .isEqualTo(at(Math.min(last + 1, WatchedTrades.MOST_HELD)));
      assertThat(counts.balances()).isTrue();
    }
  }

  @Test
  void anAnswerForWhichNothingWaitsIsNoTrade() throws IOException {
    play(file("1", note(0, LIVE), trade(1, 1), answer(3, 1, 2), trade(4, 4)));
    assertThat(ids()).containsExactly("1", "4");
  }

  @Test
  void whatAKilledRunHeldBackDoesNotWaitForTheNextOne() throws IOException {
    Path killed = file("1", note(0, LIVE), trade(1, 1), note(3, held(0)), trade(3, 3));
    play(killed, file("2", note(60, LIVE), trade(61, 61)));
    assertThat(ids()).containsExactly("1", "3", "61");
    trades.clear();
    play(killed);
    assertThat(ids()).containsExactly("1", "3");
  }

  @Test
  void withoutANoteNothingIsHeldBackOrLeftOut() throws IOException {
    play(file("1", trade(1, 1), answer(3, 1, 2), trade(4, 4)));
    assertThat(ids()).containsExactly("1", "4");
  }

  private static TradesNote held(int after) {
    return LIVE.then(State.HELD, after);
  }

  private static String note(long second, TradesNote note) {
    return "configuration " + (NOON + second) + ".000000: " + TradesNote.text(List.of(note));
  }

  private static String trade(long second, int id) {
    return (NOON + second) + ".000000: " + match(id, at(id) - 100);
  }

  private static String answer(long second, int... ids) {
    List<String> rows = new ArrayList<>();
    for (int id : ids) {
      rows.add(0, match(id, at(id)));
    }
    return REQUEST + " -> " + (NOON + second) + ".000000: [" + String.join(",", rows) + "]";
  }

  private static String match(int id, long micros) {
    return """
    {"type":"match","trade_id":%d,"sequence":%d,"product_id":"A-B","side":"sell","size":"0.5",\
    "price":"7.25","time":"%s","maker_order_id":"m","taker_order_id":"t"}\
    """
        .formatted(id, id, Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000));
  }

  private static long at(long second) {
    return (NOON + second) * 1_000_000;
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve("COINBASE.ws." + name + ".txt"), List.of(lines));
  }

  private void play(Path... files) {
    List<DataFile> data = DataFile.recogniseAll(List.of(files), null);
    Recording recording =
        Recording.of(Venue.COINBASE, data, data.stream().map(DataFile::name).toList());
    try (RecordingReader reader = recording.open(any -> true)) {
      for (Row row = reader.next(); row != null; row = reader.next()) {
        if (row.fact() instanceof Parsed.Valid<Fact> valid) {
          trades.add((Trade) valid.value());
        }
      }
      counts = reader.counts();
    }
  }

  private List<String> ids() {
    return trades.stream().map(Trade::tradeId).toList();
  }
}
