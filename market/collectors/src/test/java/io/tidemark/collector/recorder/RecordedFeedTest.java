package io.tidemark.collector.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.box.BoxFault;
import io.tidemark.box.BoxVenue;
import io.tidemark.collector.venue.BookCheck;
import io.tidemark.collector.venue.VenueDialects;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Protocol;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Collected over real sockets and recorded beside: the recording says what was collected. */
@Execution(ExecutionMode.CONCURRENT)
final class RecordedFeedTest {

  private static final List<BoxFault> FAULTS =
      List.of(BoxFault.DROPS_A_DELTA, BoxFault.REPEATS_TRADES, BoxFault.CHANGES_FORMAT);

  private static final int FACTS_AFTER = 40;

  @TempDir Path folder;

  private RecordedRun run() {
    return new RecordedRun(folder);
  }

  @ParameterizedTest
  @EnumSource
  void theRecordingHoldsTheFactsThatWereCollected(BoxVenue venue) throws Exception {
    List<Fact> collected = run().collect(venue, faults(venue), FACTS_AFTER);
    List<Path> files = run().files();
    assertThat(files).isNotEmpty().allMatch(file -> folder.relativize(file).getNameCount() == 2);
    List<Fact> replayed = replayed(files);
    assertThat(words(replayed)).isEqualTo(words(collected));
    assertThat(replayed).hasSizeGreaterThan(80);
  }

  /**
   * Where all messages of a connection are numbered, one that is missing may have been a trade:
   * past trades are asked for, which no protocol reads as facts.
   */
  private static List<BoxFault> faults(BoxVenue venue) {
    BookCheck check = VenueDialects.of(venue.instruments().get(0)).orElseThrow().profile().books();
    return check == BookCheck.CONNECTION_NUMBERS ? FAULTS.subList(1, FAULTS.size()) : FAULTS;
  }

  /** The control of {@link BoxFault#REPEATS_TRADES}: the repetition was there, and was left out. */
  @ParameterizedTest
  @EnumSource
  void aTradeThatTheVenueRepeatsIsTwiceInTheRecordingAndOnceInWhatIsCollected(BoxVenue venue)
      throws Exception {
    List<Fact> collected = run().collect(venue, List.of(BoxFault.REPEATS_TRADES), FACTS_AFTER);
    assertThat(collected.stream().filter(Trade.class::isInstance).map(RecordedFeedTest::words))
        .doesNotHaveDuplicates();
    assertThat(repetitions()).as("texts that came twice, one after the other").isPositive();
  }

  /** Some venues number or date their messages, a repetition too; answers come in between. */
  private long repetitions() throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path file : run().files()) {
      for (String line : RecordedRun.lines(file)) {
        Message message = RecordedRun.message(line);
        if (message.kind() == Message.Kind.RECEIVED) {
          texts.add(
              message.text().replaceAll("\"(?:sequence_num|message_id)\": \\d+|(,\\d+)+\\]$", ""));
        }
      }
    }
    return IntStream.range(1, texts.size())
        .filter(i -> texts.get(i).length() > 30 && texts.get(i).equals(texts.get(i - 1)))
        .count();
  }

  /** What one protocol makes of all files, in the order of their hours. */
  private static List<Fact> replayed(List<Path> files) throws IOException {
    Protocol protocol =
        Venue.ofFile(String.valueOf(files.get(0).getFileName())).orElseThrow().open();
    List<Fact> facts = new ArrayList<>();
    for (Path file : files) {
      for (String line : RecordedRun.lines(file)) {
        Message message = RecordedRun.message(line);
        for (Outcome outcome : protocol.read(message)) {
          if (outcome instanceof Outcome.Known known) {
            facts.add(known.fact());
          }
        }
      }
    }
    return facts;
  }

  /** Of trades those of the first time they came, for that is what is collected. */
  private static List<String> words(List<Fact> facts) {
    return facts.stream()
        .filter(fact -> !(fact instanceof Metric metric && metric.name().startsWith("feed_")))
        .map(RecordedFeedTest::words)
        .distinct()
        .toList();
  }

  private static String words(Fact fact) {
    if (fact instanceof Trade trade) {
      return "trade %s %s %d %s %s %s"
          .formatted(
              trade.instrument(),
              trade.tradeId(),
              trade.eventTime(),
              trade.price(),
              trade.quantity(),
              trade.takerSide());
    }
    return RecordedRun.words(fact);
  }
}
