package io.tidemark.exchange;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** What was recorded of a venue, beside the repository, and what its protocol made of it. */
final class VenueRecording {

  /** A message and what became of it. */
  record Heard(Message message, List<Outcome> outcomes) {

    <T extends Fact> List<T> facts(Class<T> kind) {
      return outcomes.stream()
          .filter(Outcome.Known.class::isInstance)
          .map(outcome -> ((Outcome.Known) outcome).fact())
          .filter(kind::isInstance)
          .map(kind::cast)
          .toList();
    }

    List<Outcome.Refused> refused() {
      return outcomes.stream()
          .filter(Outcome.Refused.class::isInstance)
          .map(Outcome.Refused.class::cast)
          .toList();
    }

    boolean isGap() {
      return refused().stream().anyMatch(it -> it.reason() == RejectReason.OUT_OF_SEQUENCE);
    }

    boolean passed(NoFact why) {
      return outcomes.contains(new Outcome.Passed(why));
    }
  }

  private VenueRecording() {}

  /** The messages of several files of {@code ws/}, by time; the test is skipped without them. */
  static List<Message> messages(String... files) {
    List<Message> messages = new ArrayList<>();
    for (String file : files) {
      messages.addAll(file(file));
    }
    messages.sort(Comparator.comparingLong(Message::at));
    return messages;
  }

  static List<Heard> play(Protocol protocol, List<Message> messages) {
    return messages.stream().map(message -> new Heard(message, protocol.read(message))).toList();
  }

  /** How often each fact, each reason to pass and each reason to refuse came. */
  static Map<String, Integer> counts(List<Heard> heard) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Heard one : heard) {
      for (Outcome outcome : one.outcomes()) {
        counts.merge(name(outcome), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** Facts of one kind an instrument. */
  static Map<String, Integer> perInstrument(List<Heard> heard, Class<? extends Fact> kind) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Heard one : heard) {
      one.facts(kind).forEach(fact -> counts.merge(fact.instrument(), 1, Integer::sum));
    }
    return counts;
  }

  /** The last book of each instrument, as text to compare. */
  static Map<String, String> lastBooks(List<Heard> heard) {
    Map<String, String> books = new TreeMap<>();
    for (Heard one : heard) {
      one.facts(Book.class).forEach(book -> books.put(book.instrument(), levels(book)));
    }
    return books;
  }

  static String levels(Book book) {
    return String.join(
        " ",
        Arrays.toString(book.bidPrices()),
        Arrays.toString(book.bidSizes()),
        Arrays.toString(book.askPrices()),
        Arrays.toString(book.askSizes()));
  }

  /** The message's JSON. */
  static JsonNode tree(Message message) {
    return ((Parsed.Valid<JsonNode>) Json.parse(message.text())).value();
  }

  private static String name(Outcome outcome) {
    if (outcome instanceof Outcome.Known known) {
      return known.fact().kind().name();
    }
    return outcome instanceof Outcome.Passed passed
        ? passed.why().name()
        : ((Outcome.Refused) outcome).reason().name();
  }

  private static List<Message> file(String name) {
    Path path =
        Path.of(System.getProperty("tidemark.root")).resolve("../shared/data/ws").resolve(name);
    assumeTrue(Files.exists(path), "the recorded data is not beside the repository");
    List<Message> messages = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      long before = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty()) {
          Parsed<Message> parsed = RecordedLine.parse(line, before);
          Message message = ((Parsed.Valid<Message>) parsed).value();
          before = message.at();
          messages.add(message);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return messages;
  }
}
