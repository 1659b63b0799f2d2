package io.tidemark.exchange.binance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Parsed;
import io.tidemark.exchange.PlainBook;
import io.tidemark.exchange.Recording;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Protocol;
import io.tidemark.exchange.protocol.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Books rebuilt from the recordings, against a plain book and against the exchange's own quotes.
 */
final class RecordedBinanceBookTest {

  private static final List<String> SPOT =
      List.of(
          "depth/binance_spot_BTCUSDT_raw_2024-08-08.txt.gz",
          "depth/binance_spot_BTCUSDT_raw_2024-08-09.txt.gz");
  private static final List<String> USDM =
      List.of("depth/binance_usdm_BTCUSDT_raw_2024-08-08.txt.gz");
  private static final List<String> COINM =
      List.of(
          "depth/binance_coinm_BTCUSD_PERP_raw_2024-08-08.txt.gz",
          "depth/binance_coinm_BTCUSD_PERP_raw_2024-08-09.txt.gz");
  private static final Unit HUNDRED_USD = new Unit.Inverse(100);

  /** The data's README counts the first day: 564, 628 (one less than there are) and 1124. */
  @ParameterizedTest
  @CsvSource({"BINANCE, 564, 1072", "BINANCE_FUTURES, 629, 629", "BINANCE_DELIVERY, 1124, 1885"})
  void theBookRebuiltWithoutQuotesHasTheBestOfEveryQuoteOfTheSameUpdate(
      Venue venue, int firstDay, int bothDays) {
    List<String> files = files(venue);
    assertThat(compared(venue, files.subList(0, 1))).isEqualTo(firstDay);
    assertThat(compared(venue, files)).isEqualTo(bothDays);
  }

  private static int compared(Venue venue, List<String> files) {
    List<Message> messages = Recording.files(files);
    Map<Long, JsonNode> quotes = quotes(messages);
    Unit unit = unit(venue);
    Protocol protocol = venue.open();
    PlainBook plain = new PlainBook();
    Book book = null;
    int compared = 0;
    for (Message message : messages) {
      JsonNode event = event(message);
      if (isQuote(event)) {
        continue;
      }
      List<Outcome> outcomes = protocol.read(message);
      assertThat(outcomes).hasSize(1).noneMatch(Outcome.Refused.class::isInstance);
      book = lastBook(outcomes, book);
      boolean change = event.path("e").asText().equals("depthUpdate");
      if (change) {
        plain.change(event);
      }
      if (change && book != null) {
        assertThat(plain.isCrossed()).isFalse();
        assertThat(plain.isShownBy(book, unit)).isTrue();
        JsonNode quote = quotes.get(event.path("u").asLong());
        if (quote != null) {
          compared++;
          assertThat(isTop(quote, book, unit)).as("%s", quote).isTrue();
        }
      } else if (event.isMissingNode()) {
        replay(plain, messages, message);
      }
    }
    return compared;
  }

  /** Quotes by their update. */
  private static Map<Long, JsonNode> quotes(List<Message> messages) {
    Map<Long, JsonNode> quotes = new HashMap<>();
    for (Message message : messages) {
      JsonNode event = event(message);
      if (isQuote(event)) {
        quotes.put(event.path("u").asLong(), event);
      }
    }
    return quotes;
  }

  /** The snapshot, then the changes received before it that are past its end, by plain means. */
  static void replay(PlainBook plain, List<Message> messages, Message at) {
    JsonNode snapshot = Recording.tree(at);
    plain.snapshot(snapshot);
    for (Message message : messages.subList(0, messages.indexOf(at))) {
      JsonNode event = event(message);
      if (event.path("e").asText().equals("depthUpdate")
          && event.path("u").asLong() > snapshot.path("lastUpdateId").asLong()) {
        plain.change(event);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"BINANCE", "BINANCE_FUTURES", "BINANCE_DELIVERY"})
  void everyFactSinceAQuoteHasItsBestUntilTheBookIsPastIt(Venue venue) {
    Unit unit = unit(venue);
    Protocol protocol = venue.open();
    JsonNode newest = null;
    Book book = null;
    long update = 0;
    int deep = 0;
    for (Message message : Recording.files(files(venue))) {
      JsonNode event = event(message);
      List<Outcome> outcomes = protocol.read(message);
      assertThat(outcomes).isNotEmpty().noneMatch(Outcome.Refused.class::isInstance);
      Book next = lastBook(outcomes, null);
      if (next != null) {
        assertThat(next.eventTime()).isGreaterThanOrEqualTo(book == null ? 0 : book.eventTime());
        deep += next.bidPrices().length == 20 ? 1 : 0;
        book = next;
      }
      if (isQuote(event)) {
        newest = event;
      } else if (event.has("pu") || event.has("U")) {
        update = event.path("u").asLong();
      }
      if (newest != null && book != null && newest.path("u").asLong() >= update) {
        assertThat(isTop(newest, book, unit)).as("%s", newest).isTrue();
      }
    }
    assertThat(deep).isGreaterThan(10_000);
  }

  @ParameterizedTest
  @CsvSource({"BINANCE", "BINANCE_DELIVERY"})
  void theSecondDayAloneAwaitsASnapshotAndShowsQuotesAlone(Venue venue) {
    Protocol protocol = venue.open();
    for (Message message : Recording.files(files(venue).subList(1, 2))) {
      Outcome outcome = protocol.read(message).get(0);
      if (event(message).path("e").asText().equals("depthUpdate")) {
        assertThat(outcome.stating(null)).isEqualTo(new Outcome.Passed(NoFact.AWAITING_SNAPSHOT));
      } else if (outcome instanceof Outcome.Known known && known.fact() instanceof Book book) {
        assertThat(book.bidPrices()).hasSize(1);
      } else {
        assertThat(outcome).isNotInstanceOf(Outcome.Refused.class);
      }
    }
  }

  /** The quote comes before the change with its id, or after it. */
  @ParameterizedTest
  @CsvSource({"BINANCE, 1", "BINANCE, 300", "BINANCE_FUTURES, 5", "BINANCE_FUTURES, 600"})
  void aQuoteThatTheBookDoesNotShowIsRefusedWhereBothAreThere(Venue venue, int which) {
    List<Message> messages = new ArrayList<>(Recording.files(files(venue).subList(0, 1)));
    Map<Long, Integer> places = new HashMap<>();
    int met = 0;
    int expected = -1;
    boolean started = false;
    for (int i = 0; i < messages.size() && expected < 0; i++) {
      JsonNode event = event(messages.get(i));
      started |= event.isMissingNode();
      boolean sequenced = event.has("u");
      Integer other = sequenced ? places.put(event.path("u").asLong(), i) : null;
      if (other != null && started && ++met == which) {
        expected = i;
        int quote = isQuote(event) ? i : other;
        Message said = messages.get(quote);
        messages.set(
            quote,
            new Message(
                said.kind(), said.url(), said.at(), said.text().replace("\"B\":\"", "\"B\":\"9")));
      }
    }
    Protocol protocol = venue.open();
    for (int i = 0; i < expected; i++) {
      assertThat(protocol.read(messages.get(i))).noneMatch(Outcome.Refused.class::isInstance);
    }
    assertThat(protocol.read(messages.get(expected)).toString())
        .contains("OUT_OF_SEQUENCE", "the exchange quotes 9");
  }

  @Test
  void theSnapshotOfARecordingWithoutUrlsNeedsThatOneSymbolWasSpokenOf() {
    Message snapshot =
        Recording.files(SPOT.subList(0, 1)).stream()
            .filter(message -> message.text().startsWith("{\"lastUpdateId\""))
            .findFirst()
            .orElseThrow();
    assertThat(Venue.BINANCE.open().read(snapshot).toString())
        .contains("UNKNOWN_INSTRUMENT", "0 symbols");
  }

  /** The event that a message carries; a missing node for what is no event. */
  static JsonNode event(Message message) {
    return Json.parse(message.text()) instanceof Parsed.Valid<JsonNode> valid
        ? valid.value().path("data")
        : MissingNode.getInstance();
  }

  static boolean isQuote(JsonNode event) {
    return event.has("B") && event.has("u");
  }

  static List<String> files(Venue venue) {
    return switch (venue) {
      case BINANCE -> SPOT;
      case BINANCE_FUTURES -> USDM;
      default -> COINM;
    };
  }

  static Unit unit(Venue venue) {
    return venue == Venue.BINANCE_DELIVERY ? HUNDRED_USD : Unit.BASE;
  }

  static @Nullable Book lastBook(List<Outcome> outcomes, @Nullable Book before) {
    Book book = before;
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Known known && known.fact() instanceof Book fact) {
        book = fact;
      }
    }
    return book;
  }

  private static boolean isTop(JsonNode quote, Book book, Unit unit) {
    double bid = quote.path("b").asDouble();
    double ask = quote.path("a").asDouble();
    return book.bidPrices()[0] == bid
        && book.askPrices()[0] == ask
        && book.bidSizes()[0] == unit.base(quote.path("B").asDouble(), bid)
        && book.askSizes()[0] == unit.base(quote.path("A").asDouble(), ask);
  }
}
