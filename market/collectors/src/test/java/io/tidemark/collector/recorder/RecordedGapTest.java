package io.tidemark.collector.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.box.BoxFault;
import io.tidemark.box.BoxVenue;
import io.tidemark.box.VenueBox;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.TradesNote;
import io.tidemark.recordings.DataFile;
import io.tidemark.recordings.Recording;
import io.tidemark.recordings.message.RecordingReader;
import io.tidemark.recordings.table.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is collected of a venue in the box while connections break, and recorded beside: a replay of
 * the recording gives the same books and trades, in the same order and known at the same times.
 */
@Execution(ExecutionMode.CONCURRENT)
final class RecordedGapTest {

  private static final List<BoxFault> FAULTS =
      List.of(BoxFault.CLOSES, BoxFault.DROPS_A_DELTA, BoxFault.REPEATS_TRADES, BoxFault.CLOSES);

  private static final int FACTS_AFTER = 150;

  private static final Pattern CUT = Pattern.compile("^the gzip file is cut after line (\\d+):");

  @TempDir Path folder;

  /** Each of them says when trades were asked for, or is asked for past ones. */
  @ParameterizedTest
  @EnumSource(names = {"BYBIT", "HYPERLIQUID", "BITGET", "GATE", "CRYPTO_COM", "COINBASE"})
  void aReplayGivesWhatWasCollectedByAClockThatIsAhead(BoxVenue venue) throws Exception {
    List<String> collected = collect(venue, Duration.ofSeconds(40));
    assertThat(replayed(run().files())).isEqualTo(collected);
    assertThat(trades(collected)).hasSizeGreaterThan(200);
  }

  @ParameterizedTest
  @EnumSource
  void aReplayGivesWhatWasCollected(BoxVenue venue) throws Exception {
    List<String> collected = collect(venue, Duration.ZERO);
    List<Path> files = run().files();
    assertThat(replayed(files)).isEqualTo(collected);
    assertThat(trades(collected)).hasSizeGreaterThan(200);

    List<Path> without = new ArrayList<>();
    for (Path file : files) {
      without.add(withoutPastTrades(file));
    }
    if (answersPastTrades(venue)) {
      assertThat(replayed(without)).as("the control").hasSizeLessThan(collected.size());
    } else {
      assertThat(replayed(without)).isEqualTo(collected);
    }
  }

  @Test
  void ofARecordingThatIsCutAnywhereWhatStandsBeforeTheCutIsRead() throws Exception {
    collect(BoxVenue.COINBASE, Duration.ZERO);
    Path file = run().files().get(0);
    byte[] bytes = Files.readAllBytes(file);
    List<String> lines = RecordedRun.lines(file);
    for (int length = bytes.length / 3; length < bytes.length; length += bytes.length / 40) {
      Path cut = Files.write(folder.resolve("COINBASE.cut.txt.gz"), Arrays.copyOf(bytes, length));
      List<String> refused = new ArrayList<>();
      List<String> facts = replayed(List.of(cut), refused);
      Matcher said = CUT.matcher(refused.get(refused.size() - 1));
      assertThat(said.find()).as("%d bytes: %s", length, refused).isTrue();
      int whole = Integer.parseInt(said.group(1));
      Path before = Files.write(folder.resolve("COINBASE.before.txt"), lines.subList(0, whole));
      assertThat(facts).isNotEmpty().isEqualTo(replayed(List.of(before)));
    }
  }

  private static boolean answersPastTrades(BoxVenue venue) throws Exception {
    try (VenueBox box = new VenueBox(venue, 5)) {
      return box.answersPastTrades();
    }
  }

  private Path withoutPastTrades(Path file) throws IOException {
    Set<String> requests = new HashSet<>();
    List<String> kept = new ArrayList<>();
    for (String line : RecordedRun.lines(file)) {
      Message message = RecordedRun.message(line);
      TradesNote.read(message).forEach(note -> requests.add(note.request()));
      if (message.kind() != Message.Kind.ANSWER || !requests.contains(message.url())) {
        kept.add(line);
      }
    }
    Path copy = folder.resolve(String.valueOf(file.getFileName()).replace(".gz", ""));
    return Files.write(copy, kept);
  }

  private static List<String> trades(List<String> facts) {
    return facts.stream().filter(words -> words.startsWith("Trade")).toList();
  }

  private List<String> collect(BoxVenue venue, Duration ahead) throws Exception {
    return run().collect(venue, ahead, FAULTS, FACTS_AFTER).stream()
        .filter(RecordedGapTest::isCompared)
        .map(RecordedRun::words)
        .toList();
  }

  private RecordedRun run() {
    return new RecordedRun(folder);
  }

  private static List<String> replayed(List<Path> files) {
    return replayed(files, new ArrayList<>());
  }

  private static List<String> replayed(List<Path> files, List<String> refused) {
    List<DataFile> data = DataFile.recogniseAll(files, null);
    Recording recording =
        Recording.of(
            Objects.requireNonNull(data.get(0).venue()),
            data,
            data.stream().map(DataFile::name).toList());
    List<String> replayed = new ArrayList<>();
    try (RecordingReader reader = recording.open(any -> true)) {
      for (Row row = reader.next(); row != null; row = reader.next()) {
        if (row.fact() instanceof Parsed.Valid<Fact> valid && isCompared(valid.value())) {
          replayed.add(RecordedRun.words(valid.value()));
        } else if (row.fact() instanceof Parsed.Rejected<Fact> rejected) {
          refused.add(rejected.detail());
        }
      }
      assertThat(reader.counts().balances()).isTrue();
    }
    return replayed;
  }

  private static boolean isCompared(Fact fact) {
    return fact instanceof Trade || fact instanceof Book;
  }
}
