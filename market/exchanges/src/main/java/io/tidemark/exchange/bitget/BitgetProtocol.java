package io.tidemark.exchange.bitget;

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
import io.tidemark.exchange.protocol.WireTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bitget's spot market and its futures, versions 1 to 3: each message says its product. Source:
 * Bitget's public documentation, "Websocket", and "UTA" for version 3.
 */
public final class BitgetProtocol extends JsonProtocol {

  private static final Pattern ASKED = Pattern.compile("[?&](?:category|productType)=([^&]+)");

  /** Between product and symbol: what is remembered is of both. */
  private static final char AND = ':';

  private final VenueSymbols<BitgetInstrument> instruments =
      new VenueSymbols<>(this::unlisted, BitgetInstrument::new);

  /** Of which products the venue's list has spoken: each is asked for on its own. */
  private final Set<BitgetProduct> listed = EnumSet.noneOf(BitgetProduct.class);

  /** A symbol's letters are a guess: none is made once the list of its product has spoken. */
  private @Nullable Listing unlisted(String key) {
    BitgetProduct product = BitgetProduct.valueOf(key.substring(0, key.indexOf(AND)));
    return listed.contains(product) ? null : product.listing(key.substring(key.indexOf(AND) + 1));
  }

  private @Nullable BitgetInstrument find(BitgetProduct product, String symbol) {
    return instruments.find(key(product, BitgetProduct.plain(symbol)));
  }

  private static String key(BitgetProduct product, String symbol) {
    return product.name() + AND + symbol;
  }

  @Override
  protected void connected(String url) {
    instruments.all().forEach(BitgetInstrument::restart);
  }

  @Override
  protected void sent(JsonNode message, long at) {
    for (JsonNode arg : message.path("args")) {
      BitgetChannel channel = BitgetChannel.of(arg);
      BitgetProduct product = BitgetProduct.of(channel.product(), channel.symbol());
      if (product == null || channel.kind() != BitgetChannel.Kind.TRADES) {
        continue;
      }
      BitgetInstrument instrument = find(product, channel.symbol());
      if (instrument != null) {
        instrument.ask(at);
      }
    }
  }

  @Override
  protected void unreadable() {
    instruments.all().forEach(instrument -> instrument.book().forget());
  }

  @Override
  protected boolean isHeartbeat(String text) {
    return text.equals("pong");
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    String code = answer.path("code").asText();
    if (!code.equals("00000")) {
      return error(answer.path("msg"));
    }
    JsonNode rows = answer.path("data");
    if (!rows.path(0).has("baseCoin")) {
      return passed(rows.isArray() ? NoFact.HISTORY : NoFact.NOT_KEPT);
    }
    for (JsonNode row : rows) {
      BitgetProduct product = BitgetProduct.of(row);
      String symbol = BitgetProduct.plain(Json.text(row, "symbol"));
      instruments.list(key(product, symbol), product.listed(row));
      listed.add(product);
    }
    return passed(NoFact.REFERENCE);
  }

  /** Answers of {@code fills}: the request names the product. */
  @Override
  public List<Trade> pastTrades(String symbol, Message answer) {
    Matcher asked = ASKED.matcher(answer.url());
    BitgetProduct product = asked.find() ? BitgetProduct.of(asked.group(1), symbol) : null;
    BitgetInstrument instrument = product == null ? null : find(product, symbol);
    return instrument == null
        ? List.of()
        : pastTrades(
            answer,
            all -> all.path("data"),
            row -> List.of(instrument.pastTrade(row, answer.at())));
  }

  @Override
  protected List<Outcome> received(JsonNode node, long at) throws BadMessageException {
    String event = node.path("event").asText();
    if (!event.isEmpty()) {
      return event.equals("error") ? error(node.path("msg")) : passed(NoFact.CONNECTION);
    }
    if (!node.has("arg")) {
      return answered("", node, at);
    }
    BitgetChannel channel = BitgetChannel.of(node.path("arg"));
    return switch (channel.kind()) {
      case UNKNOWN ->
          throw new BadMessageException("the channel is " + node.path("arg") + ", not known");
      case NOT_KEPT -> passed(NoFact.NOT_KEPT);
      case CANDLES -> passed(NoFact.FORMING);
      case BEST -> passed(NoFact.SUMMARY);
      default -> each(Json.array(node, "data"), row -> row(channel, row, node, at));
    };
  }

  private List<Outcome> row(BitgetChannel channel, JsonNode row, JsonNode node, long at)
      throws BadMessageException {
    String symbol = channel.symbol().isEmpty() ? Json.text(row, "symbol") : channel.symbol();
    BitgetProduct product = BitgetProduct.of(channel.product(), symbol);
    if (BitgetProduct.isSimulated(channel.product())) {
      return passed(NoFact.NOT_KEPT);
    }
    if (product == null) {
      throw new BadMessageException("the product is '" + channel.product() + "', not known");
    }
    BitgetInstrument instrument = find(product, symbol);
    if (instrument == null) {
      return unknownSymbol(symbol);
    }
    String action = node.path("action").asText();
    boolean isSnapshot = action.equals(BitgetInstrument.SNAPSHOT);
    return switch (channel.kind()) {
      case TRADES -> List.of(instrument.trade(row, isHistory(action), at));
      case BOOK ->
          List.of(
              instrument.book().isOf(channel.name(), isSnapshot && channel.name().equals("books"))
                  ? instrument.book().read(action, row, () -> time(row, node, at), at)
                  : new Outcome.Passed(NoFact.REPEATED));
      case LIQUIDATIONS ->
          product == BitgetProduct.COIN_FUTURES
              ? passed(NoFact.NOT_KEPT)
              : List.of(instrument.liquidation(row, at));
      default -> ticker(product, instrument, row, time(row, node, at), at);
    };
  }

  /** Whether trades are the latest before the subscription. */
  private static boolean isHistory(String action) throws BadMessageException {
    return switch (action) {
      case BitgetInstrument.SNAPSHOT -> true;
      case "update" -> false;
      default -> throw new BadMessageException("action is '" + action + "', not known");
    };
  }

  private static List<Outcome> ticker(
      BitgetProduct product, BitgetInstrument instrument, JsonNode row, long time, long at)
      throws BadMessageException {
    List<Outcome> outcomes = new ArrayList<>();
    if (product != BitgetProduct.SPOT) {
      outcomes.addAll(instrument.ticker(row, time, at));
    }
    return outcomes.isEmpty() ? passed(NoFact.SUMMARY) : outcomes;
  }

  /** The row's own time, or its message's. */
  private static long time(JsonNode row, JsonNode node, long at) throws BadMessageException {
    for (String field : List.of("ts", "systemTime")) {
      if (Json.says(row, field)) {
        return WireTime.ofMillis(row, field);
      }
    }
    return Json.says(node, "ts") ? WireTime.ofMillis(node, "ts") : at;
  }
}
