package io.tidemark.exchange;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A venue's raw recordings, all its connections merged by time of receipt. */
final class Recording {

  private Recording() {}

  /** The messages; the test is skipped where the recordings are not there. */
  static List<Message> of(Venue venue) {
    Path folder = Path.of(System.getProperty("tidemark.root")).resolve("../shared/data/ws");
    assumeTrue(Files.isDirectory(folder), "no recorded data at " + folder);
    List<Message> messages = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.getFileName().toString().startsWith(venue.name() + "."))
          .sorted()
          .forEach(file -> read(file, messages));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    messages.sort(Comparator.comparingLong(Message::at));
    return messages;
  }

  private static void read(Path file, List<Message> messages) {
    long before = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (RecordedLine.parse(line, before) instanceof Parsed.Valid<Message> message) {
          messages.add(message.value());
          before = message.value().at();
        } else if (!line.isEmpty()) {
          throw new AssertionError("no line of a recording: " + line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a fresh protocol makes of each message. */
  static List<List<Outcome>> play(Venue venue, List<Message> messages) {
    Protocol protocol = venue.open();
    List<List<Outcome>> outcomes = new ArrayList<>();
    for (Message message : messages) {
      outcomes.add(protocol.read(message));
    }
    return outcomes;
  }

  /** The facts, in order. */
  static List<Fact> facts(List<List<Outcome>> played) {
    List<Fact> facts = new ArrayList<>();
    for (List<Outcome> outcomes : played) {
      for (Outcome outcome : outcomes) {
        if (outcome instanceof Outcome.Known known) {
          facts.add(known.fact());
        }
      }
    }
    return facts;
  }

  /** How many outcomes there are of each kind: BOOK, TRADE, HISTORY, OUT_OF_SEQUENCE and so on. */
  static Map<String, Integer> counts(List<List<Outcome>> played) {
    Map<String, Integer> counts = new TreeMap<>();
    for (List<Outcome> outcomes : played) {
      for (Outcome outcome : outcomes) {
        counts.merge(word(outcome), 1, Integer::sum);
      }
    }
    return counts;
  }

  private static String word(Outcome outcome) {
    if (outcome instanceof Outcome.Known known) {
      return known.fact().kind().name();
    }
    return outcome instanceof Outcome.Passed passed
        ? passed.why().name()
        : ((Outcome.Refused) outcome).reason().name();
  }
}
