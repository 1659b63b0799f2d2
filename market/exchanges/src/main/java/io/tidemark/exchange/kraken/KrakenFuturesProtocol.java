package io.tidemark.exchange.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.VenueSymbols;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Kraken Futures' WebSocket feeds, version 1: book, trade, ticker. */
public final class KrakenFuturesProtocol extends JsonProtocol {

  private final VenueSymbols<KrakenFuturesProduct> products =
      new VenueSymbols<>(this::unlisted, KrakenFuturesProduct::new);

  /** A name does not tell a contract that the venue does not list. */
  private @Nullable Listing unlisted(String symbol) {
    return products.areListed() ? null : KrakenFuturesName.listing(symbol);
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    if (!answer.path("result").asText("success").equals("success")) {
      return error(answer);
    }
    return answer.path("instruments").isArray()
        ? instruments(answer.path("instruments"))
        : passed(NoFact.NOT_KEPT);
  }

  @Override
  public List<Trade> pastTrades(String symbol, Message answer) {
    KrakenFuturesProduct product = products.find(symbol);
    return product == null
        ? List.of()
        : pastTrades(
            answer,
            node -> node.path("history"),
            row -> List.of(product.pastTrade(row, answer.at())));
  }

  private List<Outcome> instruments(JsonNode rows) throws BadMessageException {
    for (JsonNode row : rows) {
      String symbol = Json.text(row, "symbol").toUpperCase(Locale.ROOT);
      Unit unit = unit(row);
      Listing listing = unit == null ? null : KrakenFuturesName.listing(symbol, unit);
      if (listing != null) {
        products.list(symbol, listing);
      }
    }
    return passed(NoFact.REFERENCE);
  }

  /** Null for what is no contract, such as an index. */
  private static @Nullable Unit unit(JsonNode product) throws BadMessageException {
    return switch (Json.text(product, "type")) {
      case "futures_inverse" -> new Unit.Inverse(Json.number(product, "contractSize"));
      case "futures_vanilla", "flexible_futures" ->
          new Unit.Linear(Json.number(product, "contractSize"));
      default -> null;
    };
  }

  @Override
  protected List<Outcome> received(JsonNode message, long at) throws BadMessageException {
    if (message.has("event")) {
      return switch (Json.text(message, "event")) {
        case "error", "subscribed_failed", "alert" -> error(message);
        default -> passed(NoFact.CONNECTION);
      };
    }
    if (message.has("result")) {
      return answered("", message, at);
    }
    String feed = Json.text(message, "feed");
    return switch (feed) {
      case "heartbeat" -> passed(NoFact.HEARTBEAT);
      case "ticker_lite" -> passed(NoFact.SUMMARY);
      case "ticker", "book_snapshot", "book", "trade_snapshot", "trade" ->
          ofProduct(feed, message, at);
      default -> throw new BadMessageException("feed is '" + feed + "', which is not known");
    };
  }

  private List<Outcome> ofProduct(String feed, JsonNode message, long at)
      throws BadMessageException {
    String symbol = Json.text(message, "product_id").toUpperCase(Locale.ROOT);
    KrakenFuturesProduct product = products.find(symbol);
    if (product == null) {
      return unknownSymbol(symbol);
    }
    return switch (feed) {
      case "ticker" -> product.ticker(message, at);
      case "trade" -> product.trade(message, at);
      case "trade_snapshot" -> List.of(product.history(message.path("trades")));
      case "book_snapshot" -> List.of(product.snapshot(message, at));
      default -> List.of(product.change(message, at));
    };
  }
}
