package io.tidemark.exchange.okx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.KnownNames;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.VenueSymbols;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OKX, once OKEx: spot, perpetuals and futures, in version 3 (messages with a {@code table}) and 5
 * (with an {@code arg}). Source: OKX's public documentation, "WebSocket API" of each version.
 */
public final class OkxProtocol extends JsonProtocol {

  private static final String BUSINESS_PATH = "/business";

  private final VenueSymbols<OkxInstrument> instruments =
      new VenueSymbols<>(this::unlisted, OkxInstrument::new);
  private final KnownNames<Optional<OkxName>> names =
      new KnownNames<>(symbol -> Optional.ofNullable(OkxName.of(symbol)));
  private final OkxIndices indices = new OkxIndices();

  /** Of which kinds the venue's list has spoken: each is asked for on its own. */
  private final Set<OkxName.Kind> listed = EnumSet.noneOf(OkxName.Kind.class);

  /** A symbol's letters are a guess: none is made once the list of its kind has spoken. */
  private @Nullable Listing unlisted(String symbol) {
    OkxName name = OkxName.of(symbol);
    return name == null || listed.contains(name.kind()) ? null : name.listing();
  }

  /** The connection for business has no books. */
  @Override
  protected void connected(String url) {
    if (!url.contains(BUSINESS_PATH)) {
      instruments.all().forEach(OkxInstrument::restart);
    }
  }

  @Override
  protected void unreadable() {
    instruments.all().forEach(OkxInstrument::forgetBook);
  }

  @Override
  protected boolean isHeartbeat(String text) {
    return text.equals("pong");
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    if (!answer.path("code").asText("0").equals("0")) {
      return error(answer.has("msg") ? answer.path("msg") : answer.path("message"));
    }
    JsonNode rows = answer.isArray() ? answer : Json.array(answer, "data");
    JsonNode first = rows.path(0);
    boolean lists = first.has("ctVal") || first.has("tickSz") || first.has("tick_size");
    return lists ? list(rows) : passed(NoFact.HISTORY);
  }

  /** Answers of {@code trades}. */
  @Override
  public List<Trade> pastTrades(String symbol, Message answer) {
    OkxInstrument instrument = instruments.find(symbol);
    if (instrument == null || !instrument.isSized()) {
      return List.of();
    }
    Row reading = row -> List.of(instrument.pastTrade(new OkxRow(row, row), answer.at()));
    return OkxPastTrades.byOrder(pastTrades(answer, all -> all.path("data"), reading));
  }

  private List<Outcome> list(JsonNode rows) throws BadMessageException {
    for (JsonNode row : rows) {
      String id = Json.text(row, row.has("instId") ? "instId" : "instrument_id");
      OkxName name = OkxName.of(id);
      Listing listing = name == null ? null : name.listed(row);
      if (name != null && listing != null) {
        instruments.list(id, listing);
        listed.add(name.kind());
      }
    }
    return passed(NoFact.REFERENCE);
  }

  @Override
  protected List<Outcome> received(JsonNode node, long at) throws BadMessageException {
    if (node.has("event")) {
      if (node.path("event").asText().equals("error")) {
        return error(node.has("msg") ? node.path("msg") : node.path("message"));
      }
      return passed(NoFact.CONNECTION);
    }
    if (node.has("table")) {
      String table = Json.text(node, "table");
      int slash = table.indexOf('/');
      String market = table.substring(0, Math.max(slash, 0));
      return rows(market, table.substring(slash + 1), MissingNode.getInstance(), node, at);
    }
    JsonNode arg = node.path("arg");
    return arg.isObject()
        ? rows("", Json.text(arg, "channel"), arg, node, at)
        : answered("", node, at);
  }

  private List<Outcome> rows(String market, String name, JsonNode arg, JsonNode node, long at)
      throws BadMessageException {
    OkxChannel channel = OkxChannel.of(market, name);
    if (channel == null) {
      throw new BadMessageException("the channel is '" + name + "', which is not known");
    }
    JsonNode data = Json.array(node, "data");
    if (channel == OkxChannel.OTHER) {
      return passed(NoFact.NOT_KEPT);
    }
    if (channel == OkxChannel.INSTRUMENTS) {
      return list(data.path(0).isArray() ? data.path(0) : data);
    }
    String action = node.path("action").asText();
    return each(data, row -> row(channel, name, action, new OkxRow(row, arg), at));
  }

  private List<Outcome> row(
      OkxChannel channel, String channelName, String action, OkxRow row, long at)
      throws BadMessageException {
    String symbol = row.symbol();
    if (channel == OkxChannel.INDEX) {
      indices.state(symbol, row.indexPrice(), row.time(at));
      return passed(NoFact.REFERENCE);
    }
    OkxName name = names.of(symbol).orElse(null);
    OkxInstrument instrument = instruments.find(symbol);
    if (name == null || instrument == null) {
      return OkxName.isOption(symbol) ? passed(NoFact.NOT_KEPT) : unknownSymbol(symbol);
    }
    return switch (channel) {
      case TRADES, BOOK, LIQUIDATION ->
          instrument.isSized()
              ? amounts(instrument, channel, channelName, action, row, at)
              : needsList(symbol);
      case CANDLE -> candle(instrument, channelName, name.kind(), row.node(), at);
      case BEST -> passed(NoFact.SUMMARY);
      default ->
          name.kind() == OkxName.Kind.SPOT
              ? passed(NoFact.SUMMARY)
              : values(instrument, channel, name, row, at);
    };
  }

  /** Version 3 does not say whether a candle is closed. */
  private static List<Outcome> candle(
      OkxInstrument instrument, String channelName, OkxName.Kind kind, JsonNode values, long at)
      throws BadMessageException {
    if (!values.isArray()) {
      return passed(NoFact.FORMING);
    }
    long length = OkxChannel.candleLength(channelName);
    return List.of(instrument.candle(values, length, kind != OkxName.Kind.SPOT, at));
  }

  private static List<Outcome> amounts(
      OkxInstrument instrument,
      OkxChannel channel,
      String channelName,
      String action,
      OkxRow row,
      long at)
      throws BadMessageException {
    return switch (channel) {
      case TRADES -> List.of(instrument.trade(channelName, row, at));
      case BOOK -> List.of(instrument.book(channelName, action, row, at));
      default -> instrument.liquidations(row, at);
    };
  }

  /** The index is told with whatever else is said of a contract that follows it. */
  private List<Outcome> values(
      OkxInstrument instrument, OkxChannel channel, OkxName name, OkxRow row, long at)
      throws BadMessageException {
    List<Outcome> outcomes = new ArrayList<>();
    OkxIndices.Price index = indices.of(name, row.time(at));
    if (index != null) {
      outcomes.addAll(instrument.index(index, at));
    }
    outcomes.addAll(
        switch (channel) {
          case TICKER -> instrument.ticker(row, at);
          case MARK_PRICE -> instrument.markPrice(row, at);
          case FUNDING -> instrument.fundingRate(row, at);
          default -> instrument.openInterest(row, at);
        });
    return outcomes.isEmpty() ? passed(NoFact.SUMMARY) : outcomes;
  }
}
