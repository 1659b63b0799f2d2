package io.tidemark.exchange.decode;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Statement;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of a line as JSON, one object for each fact: {@code line}, {@code kind}, {@code
 * instrument}, {@code eventTime} (ISO 8601, UTC; null where nobody knows it) and what the kind has.
 * Quantities are in the base currency.
 *
 * <table>
 *   <caption>Kinds</caption>
 *   <tr><td>trade, liquidation</td><td>price, quantity, side (buy or sell), id</td></tr>
 *   <tr><td>book</td><td>bids, asks, each [price, quantity]; snapshot: whether they are the whole
 *     book or what changed, quantity 0 where a level is gone</td></tr>
 *   <tr><td>candle</td><td>start, open, high, low, close, volume; eventTime is its end</td></tr>
 *   <tr><td>funding</td><td>rate; settled, or settles: when it will be</td></tr>
 *   <tr><td>mark, index, openInterest</td><td>value</td></tr>
 *   <tr><td>metric</td><td>name, value</td></tr>
 * </table>
 *
 * <p>A line without facts is one object with {@code line} and {@code reason}; a part that is
 * refused, or a change that is stated of a book that is not known, has its {@code reason}, too.
 */
public final class DecodedJson {

  private static final Set<String> UNNAMED = Set.of("kind", "instrument", "eventTime", "side");
  private static final int SHOWN_LEVELS = 3;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();
  private static final Map<String, String> KINDS =
      Map.of("mark_price", "mark", "index_price", "index", "open_interest", "openInterest");

  private DecodedJson() {}

  /** At least one object, each without line breaks. */
  public static List<String> of(DecodedLine line) {
    return objects(line).stream().map(object -> text(line.number(), object)).toList();
  }

  /** The same for people: at least one line, with the best levels of books only. */
  public static List<String> words(DecodedLine line) {
    return objects(line).stream()
        .map(object -> "%6d  %s".formatted(line.number(), words(object)))
        .toList();
  }

  private static String words(ObjectNode object) {
    List<String> words = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode value = field.getValue();
      String name = UNNAMED.contains(field.getKey()) ? "" : field.getKey() + " ";
      words.add(name + (value.isArray() ? levels(value) : value.asText()));
    }
    return String.join("  ", words);
  }

  private static String levels(JsonNode levels) {
    List<String> shown = new ArrayList<>();
    for (JsonNode level : levels) {
      if (shown.size() < SHOWN_LEVELS) {
        shown.add(level.path(1).asText() + " at " + level.path(0).asText());
      }
    }
    int more = levels.size() - shown.size();
    return "[" + String.join(", ", shown) + (more == 0 ? "]" : ", and " + more + " more]");
  }

  private static List<ObjectNode> objects(DecodedLine line) {
    List<ObjectNode> objects = new ArrayList<>();
    Set<String> reasons = new HashSet<>();
    for (Outcome outcome : line.outcomes()) {
      ObjectNode object = said(outcome);
      if (object != null) {
        objects.add(object);
      } else if ((outcome instanceof Outcome.Refused || isLeftOut(outcome))
          && reasons.add(why(outcome))) {
        objects.add(NODES.objectNode().put("reason", why(outcome)));
      }
    }
    if (objects.isEmpty()) {
      objects.add(NODES.objectNode().put("reason", why(line.outcomes().get(0))));
    }
    return objects;
  }

  private static String text(long line, ObjectNode object) {
    ObjectNode whole = NODES.objectNode().put("line", line);
    whole.setAll(object);
    try {
      return MAPPER.writeValueAsString(whole);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values cannot be written", e);
    }
  }

  /** What was said, by a fact or without one; null where nothing was. */
  private static @Nullable ObjectNode said(Outcome outcome) {
    Statement statement = outcome.statement();
    if (statement != null
        && !(statement instanceof Statement.BookAwaited)
        && !(statement instanceof Statement.TradesMissing)
        && !(statement instanceof Statement.MessagesMissing)
        && !(statement instanceof Statement.TradesRenumbered)) {
      ObjectNode object = ofStatement(statement);
      boolean ordinary =
          outcome instanceof Outcome.Known
              || (outcome instanceof Outcome.Passed passed && isOrdinary(passed.why()));
      return ordinary ? object : object.put("reason", why(outcome));
    }
    return outcome instanceof Outcome.Known known ? ofFact(known.fact()) : null;
  }

  /** Whether nothing stands against what is stated. */
  private static boolean isOrdinary(NoFact why) {
    return why == NoFact.UNSETTLED || why == NoFact.BEYOND_DEPTH || why == NoFact.ONE_SIDED;
  }

  /** Whether it is an amount that no fact can say, which is told beside the facts. */
  private static boolean isLeftOut(Outcome outcome) {
    return outcome instanceof Outcome.Passed passed && passed.why() == NoFact.QUANTO;
  }

  private static String why(Outcome outcome) {
    if (outcome instanceof Outcome.Passed passed) {
      return passed.why().words();
    }
    return outcome instanceof Outcome.Refused refused ? refused.detail() : "";
  }

  private static ObjectNode ofStatement(Statement statement) {
    if (statement instanceof Statement.BookChange book) {
      ObjectNode object = start("book", book.instrument(), book.eventTime());
      object.set("bids", levels(book.bids().prices(), book.bids().sizes()));
      object.set("asks", levels(book.asks().prices(), book.asks().sizes()));
      return object.put("snapshot", book.snapshot());
    }
    if (statement instanceof Statement.FundingRate funding) {
      ObjectNode object = start("funding", funding.instrument(), funding.eventTime());
      object.put("rate", exact(funding.rate()));
      return funding.settles() == null ? object : object.put("settles", time(funding.settles()));
    }
    Statement.Liquidation it = (Statement.Liquidation) statement;
    return order(
        start("liquidation", it.instrument(), it.eventTime()),
        it.price(),
        it.quantity(),
        it.side(),
        it.id());
  }

  private static ObjectNode ofFact(Fact fact) {
    if (fact instanceof Trade trade) {
      return order(
          start("trade", trade),
          trade.price(),
          trade.quantity(),
          trade.takerSide(),
          trade.tradeId());
    }
    if (fact instanceof Book book) {
      ObjectNode object = start("book", book);
      object.set("bids", levels(book.bidPrices(), book.bidSizes()));
      object.set("asks", levels(book.askPrices(), book.askSizes()));
      return object.put("snapshot", true);
    }
    if (fact instanceof Candle candle) {
      return start("candle", candle)
          .put("start", time(candle.start()))
          .put("open", exact(candle.open()))
          .put("high", exact(candle.high()))
          .put("low", exact(candle.low()))
          .put("close", exact(candle.close()))
          .put("volume", exact(candle.volume()));
    }
    if (fact instanceof Funding funding) {
      return start("funding", funding).put("rate", exact(funding.rate())).put("settled", true);
    }
    return fact instanceof Metric metric
        ? ofMetric(metric)
        : start(fact.kind().name().toLowerCase(Locale.ROOT), fact);
  }

  private static ObjectNode ofMetric(Metric metric) {
    String kind = KINDS.get(metric.name());
    ObjectNode object = start(kind == null ? "metric" : kind, metric);
    if (kind == null) {
      object.put("name", metric.name());
    }
    return object.put("value", exact(metric.value()));
  }

  private static ObjectNode order(
      ObjectNode object, double price, double quantity, Side side, String id) {
    return object
        .put("price", exact(price))
        .put("quantity", exact(quantity))
        .put("side", side.name().toLowerCase(Locale.ROOT))
        .put("id", id);
  }

  private static ArrayNode levels(double[] prices, double[] sizes) {
    ArrayNode levels = NODES.arrayNode(prices.length);
    for (int i = 0; i < prices.length; i++) {
      levels.addArray().add(exact(prices[i])).add(exact(sizes[i]));
    }
    return levels;
  }

  private static ObjectNode start(String kind, Fact fact) {
    return start(kind, fact.instrument(), fact.eventTime());
  }

  private static ObjectNode start(String kind, String instrument, long eventTime) {
    return NODES
        .objectNode()
        .put("kind", kind)
        .put("instrument", instrument)
        .put("eventTime", eventTime == MessageDecoder.NO_TIME ? null : time(eventTime));
  }

  private static String time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  /** The shortest decimal that is this number; null where it is none, as of quanto contracts. */
  private static @Nullable BigDecimal exact(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(Double.toString(value)).stripTrailingZeros()
        : null;
  }
}
