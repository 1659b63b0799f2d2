package io.tidemark.exchange;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Protocol;
import io.tidemark.exchange.protocol.RecordedLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** What was recorded of a venue, beside the repository, and what its protocol makes of it. */
public final class Recording {

  /** A message and what became of it. */
  public record Heard(Message message, List<Outcome> outcomes) {

    public List<Fact> facts() {
      return facts(Fact.class);
    }

    public <T extends Fact> List<T> facts(Class<T> kind) {
      return outcomes.stream()
          .filter(Outcome.Known.class::isInstance)
          .map(outcome -> ((Outcome.Known) outcome).fact())
          .filter(kind::isInstance)
          .map(kind::cast)
          .toList();
    }

    public List<Outcome.Refused> refused() {
      return outcomes.stream()
          .filter(Outcome.Refused.class::isInstance)
          .map(Outcome.Refused.class::cast)
          .toList();
    }

    public boolean isGap() {
      return refused().stream().anyMatch(it -> it.reason() == RejectReason.OUT_OF_SEQUENCE);
    }

    boolean passed(NoFact why) {
      return outcomes.stream()
          .anyMatch(it -> it instanceof Outcome.Passed passed && passed.why() == why);
    }
  }

  private Recording() {}

  /** All connections of a venue, by time of receipt; the test is skipped without them. */
  public static List<Message> of(Venue venue) {
    Path folder = data().resolve("ws");
    assumeTrue(Files.isDirectory(folder), "the recorded data is not beside the repository");
    List<Message> messages = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(venue.name() + "."))
          .sorted()
          .forEach(name -> messages.addAll(file("ws/" + name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    messages.sort(Comparator.comparingLong(Message::at));
    return messages;
  }

  /** The venue's messages that an independent implementation has read, in all its dialects. */
  public static List<Message> withMeaning(Venue venue) {
    List<Message> messages = new ArrayList<>();
    try (Stream<Path> files = Files.list(data().resolve("messages"))) {
      for (String name : files.map(file -> file.getFileName().toString()).sorted().toList()) {
        if (Venue.ofName(name.replace(".jsonl", "")).stream().anyMatch(venue::equals)) {
          lines("messages/" + name).stream()
              .map(line -> tree(line).path("message"))
              .map(said -> said.isTextual() ? said.textValue() : said.toString())
              .map(text -> new Message(Message.Kind.RECEIVED, "", Conversation.AT, text))
              .forEach(messages::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return messages;
  }

  /** The messages of several files, one file after the other. */
  public static List<Message> files(List<String> names) {
    return names.stream().flatMap(name -> file(name).stream()).toList();
  }

  /** The lines of a file below the data's folder; the test is skipped without it. */
  public static List<String> lines(String name) {
    Path path = data().resolve(name);
    assumeTrue(Files.exists(path), "the recorded data is not beside the repository");
    try (InputStream file = Files.newInputStream(path);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    name.endsWith(".gz") ? new GZIPInputStream(file) : file,
                    StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the protocol makes of each message. */
  public static List<Heard> play(Protocol protocol, List<Message> messages) {
    return messages.stream().map(message -> new Heard(message, protocol.read(message))).toList();
  }

  /** The facts of one kind, in order. */
  public static <T extends Fact> List<T> facts(List<Heard> heard, Class<T> kind) {
    return heard.stream().flatMap(one -> one.facts(kind).stream()).toList();
  }

  /** How many outcomes there are of each kind: BOOK, TRADE, HISTORY, OUT_OF_SEQUENCE and so on. */
  public static Map<String, Integer> counts(List<Heard> heard) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Heard one : heard) {
      one.outcomes().forEach(outcome -> counts.merge(word(outcome), 1, Integer::sum));
    }
    return counts;
  }

  /** Facts of one kind an instrument. */
  public static Map<String, Integer> perInstrument(List<Heard> heard, Class<? extends Fact> kind) {
    Map<String, Integer> counts = new TreeMap<>();
    facts(heard, kind).forEach(fact -> counts.merge(fact.instrument(), 1, Integer::sum));
    return counts;
  }

  /** The last book of each instrument, as text to compare. */
  public static Map<String, String> lastBooks(List<Heard> heard) {
    Map<String, String> books = new TreeMap<>();
    facts(heard, Book.class).forEach(book -> books.put(book.instrument(), levels(book)));
    return books;
  }

  /** The levels as text: arrays in records are not equal by themselves. */
  public static String levels(Book book) {
    return String.join(
        " ",
        Arrays.toString(book.bidPrices()),
        Arrays.toString(book.bidSizes()),
        Arrays.toString(book.askPrices()),
        Arrays.toString(book.askSizes()));
  }

  /** The message's JSON. */
  public static JsonNode tree(Message message) {
    return tree(message.text());
  }

  /** The text as JSON. */
  public static JsonNode tree(String text) {
    return ((Parsed.Valid<JsonNode>) Json.parse(text)).value();
  }

  private static String word(Outcome outcome) {
    if (outcome instanceof Outcome.Known known) {
      return known.fact().kind().name();
    }
    return outcome instanceof Outcome.Passed passed
        ? passed.why().name()
        : ((Outcome.Refused) outcome).reason().name();
  }

  private static Path data() {
    return Path.of(System.getProperty("tidemark.root")).resolve("../shared/data");
  }

  private static List<Message> file(String name) {
    List<Message> messages = new ArrayList<>();
    long before = 0;
    for (String line : lines(name)) {
      if (!line.isEmpty()) {
        Message message = ((Parsed.Valid<Message>) RecordedLine.parse(line, before)).value();
        messages.add(message);
        before = message.at();
      }
    }
    return messages;
  }
}
