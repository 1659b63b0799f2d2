package io.tidemark.exchange.bitstamp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.VenueSymbols;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bitstamp's WebSocket, version 2: channels of trades, books and funding rates. */
public final class BitstampProtocol extends JsonProtocol {

  private static final String CHANGES = "diff_order_book";
  private static final Pattern CHANNEL =
      Pattern.compile(
          "(live_trades|live_orders|diff_order_book|detail_order_book|order_book|funding_rate)"
              + "_([A-Za-z0-9]+(?:-perp)?)");
  private static final Pattern BOOK_REQUEST = Pattern.compile("/order_book/([^/?]+)");

  private final VenueSymbols<BitstampMarket> markets =
      new VenueSymbols<>(this::unlisted, BitstampMarket::new);

  /** A symbol does not say where base ends: none is guessed once the venue has listed them. */
  private @Nullable Listing unlisted(String symbol) {
    return markets.areListed() ? null : BitstampName.ofSymbol(symbol);
  }

  @Override
  public List<Trade> pastTrades(String symbol, Message answer) {
    BitstampMarket market = markets.find(symbol.toUpperCase(Locale.ROOT));
    return market == null
        ? List.of()
        : pastTrades(answer, rows -> rows, row -> List.of(market.pastTrade(row, answer.at())));
  }

  @Override
  protected void unreadable() {
    markets.all().forEach(market -> market.book().forget());
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    if (answer.isArray()) {
      return answer.path(0).has("name") ? listed(answer) : passed(NoFact.HISTORY);
    }
    Matcher asked = BOOK_REQUEST.matcher(url);
    if (answer.has("bids") && asked.find()) {
      return of(asked.group(1), market -> market.book().snapshot(answer, at));
    }
    if (answer.has("error") || answer.path("status").asText().equals("error")) {
      return error(answer);
    }
    return passed(answer.path("data").has("ohlc") ? NoFact.HISTORY : NoFact.NOT_KEPT);
  }

  private List<Outcome> listed(JsonNode rows) throws BadMessageException {
    for (JsonNode row : rows) {
      Listing listing = BitstampName.ofName(Json.text(row, "name"));
      String symbol = Json.text(row, row.has("market_symbol") ? "market_symbol" : "url_symbol");
      if (listing != null) {
        markets.list(symbol.toUpperCase(Locale.ROOT), listing);
      }
    }
    return passed(NoFact.REFERENCE);
  }

  @Override
  protected List<Outcome> received(JsonNode message, long at) throws BadMessageException {
    if (message.isArray()) {
      return answered("", message, at);
    }
    String event = Json.text(message, "event");
    String channel = message.path("channel").asText();
    return switch (event) {
      case "bts:heartbeat" -> passed(NoFact.HEARTBEAT);
      case "bts:error" -> error(message.path("data").path("message"));
      case "bts:subscription_succeeded" -> subscribed(channel);
      case "bts:unsubscription_succeeded", "bts:request_reconnect" -> passed(NoFact.CONNECTION);
      default ->
          channel.equals("announcements") || channel.startsWith("private-")
              ? passed(NoFact.NOT_KEPT)
              : ofChannel(event, channel, message.path("data"), at);
    };
  }

  private List<Outcome> subscribed(String channel) {
    Matcher form = CHANNEL.matcher(channel);
    if (form.matches() && form.group(1).equals(CHANGES)) {
      BitstampMarket market = markets.find(form.group(2).toUpperCase(Locale.ROOT));
      if (market != null) {
        market.book().restart();
      }
    }
    return passed(NoFact.CONNECTION);
  }

  private List<Outcome> ofChannel(String event, String channel, JsonNode data, long at)
      throws BadMessageException {
    Matcher form = CHANNEL.matcher(channel);
    if (!form.matches()) {
      throw new BadMessageException("channel is '" + channel + "', which is not known");
    }
    String symbol = form.group(2);
    return switch (form.group(1)) {
      case "live_trades" -> of(symbol, market -> List.of(market.trade(data, at)));
      case "funding_rate" -> of(symbol, market -> market.funding(data, at));
      case "order_book" -> of(symbol, market -> List.of(market.book().whole(data, at)));
      case CHANGES ->
          event.equals("snapshot")
              ? of(symbol, market -> market.book().snapshot(data, at))
              : of(symbol, market -> List.of(market.book().change(data, at)));
      default -> passed(NoFact.NOT_KEPT);
    };
  }

  /** Reads what is said of one market. */
  @FunctionalInterface
  private interface Reading {
    List<Outcome> read(BitstampMarket market) throws BadMessageException;
  }

  private List<Outcome> of(String symbol, Reading reading) throws BadMessageException {
    BitstampMarket market = markets.find(symbol.toUpperCase(Locale.ROOT));
    return market == null ? unknownSymbol(symbol) : reading.read(market);
  }
}
