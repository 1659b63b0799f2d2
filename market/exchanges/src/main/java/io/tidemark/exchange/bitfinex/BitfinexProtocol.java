package io.tidemark.exchange.bitfinex;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Statement;
import io.tidemark.exchange.protocol.VenueSymbols;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bitfinex' WebSocket, version 2: books (P0 to P4, R0), trades, candles, the status of derivatives,
 * liquidations. Messages of a channel are arrays, see {@link BitfinexMessage}; which channel is
 * which is said when it is subscribed, or noted by a recorder. Amounts are in the base currency.
 *
 * <p>Chain rule: with the flag SEQ_ALL every message of the connection has the number of the one
 * before plus 1. What was lost may have been of any book, so all of them wait. Without the flag a
 * crossed book is the only sign. One connection at a time: a new one begins anew.
 */
public final class BitfinexProtocol extends JsonProtocol {

  private static final long SEQ_ALL = 65_536;

  /** Many times what one connection may subscribe to. */
  private static final int MOST_CHANNELS = 1_000;

  private final VenueSymbols<BitfinexInstrument> instruments =
      new VenueSymbols<>(BitfinexSymbols::listing, BitfinexInstrument::new);

  /** Those that tell of an instrument. */
  private final Map<Long, BitfinexChannel> channels = new HashMap<>();

  /** Those that tell of none, or of all. */
  private final Map<Long, BitfinexSubscription> others = new HashMap<>();

  private boolean numbered;
  private long sequence = BitfinexMessage.NONE;

  @Override
  protected void connected(String url) {
    channels.clear();
    others.clear();
    instruments.all().forEach(BitfinexInstrument::restart);
    numbered = false;
    sequence = BitfinexMessage.NONE;
  }

  /** Where messages are numbered, the next one shows that this one is missing. */
  @Override
  protected void unreadable() {
    if (!numbered) {
      channels.values().forEach(BitfinexChannel::lose);
    }
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at) {
    return url.contains("/conf/pub:") ? passed(NoFact.REFERENCE) : passed(NoFact.NOT_KEPT);
  }

  @Override
  public List<Trade> pastTrades(String symbol, Message answer) {
    BitfinexInstrument instrument = instruments.find(symbol);
    return instrument == null
        ? List.of()
        : pastTrades(answer, rows -> rows, row -> List.of(instrument.pastTrade(row, answer.at())));
  }

  @Override
  protected List<Outcome> received(JsonNode message, long at) throws BadMessageException {
    return message.isArray()
        ? counted(BitfinexMessage.of(message, numbered, at), at)
        : event(message);
  }

  private List<Outcome> event(JsonNode message) throws BadMessageException {
    String event = Json.text(message, "event");
    return switch (event) {
      case "info" -> passed(NoFact.CONNECTION);
      case "pong" -> passed(NoFact.HEARTBEAT);
      case "error" -> error(message);
      case "conf" -> configured(message);
      case "subscribed" ->
          subscribed(Json.whole(message, "chanId"), BitfinexSubscription.of(message));
      case "unsubscribed" -> {
        end(Json.whole(message, "chanId"));
        yield passed(NoFact.CONNECTION);
      }
      default -> throw new BadMessageException("event is '" + event + "', which is not known");
    };
  }

  private List<Outcome> configured(JsonNode message) throws BadMessageException {
    if (!message.path("status").asText().equals("OK")) {
      return error(message);
    }
    numbered = (Json.whole(message, "flags") & SEQ_ALL) != 0;
    sequence = BitfinexMessage.NONE;
    return passed(NoFact.CONNECTION);
  }

  /** Loans have symbols such as fUSD, and are no instruments. */
  private List<Outcome> subscribed(long id, BitfinexSubscription subscription)
      throws BadMessageException {
    if (channels.size() + others.size() >= MOST_CHANNELS) {
      throw new BadMessageException("more than " + MOST_CHANNELS + " channels are subscribed");
    }
    end(id);
    String symbol = subscription.symbol();
    if (symbol.isEmpty() || symbol.startsWith("f")) {
      others.put(id, subscription);
      return passed(NoFact.CONNECTION);
    }
    BitfinexInstrument instrument = instruments.find(symbol);
    if (instrument == null) {
      return unknownSymbol(symbol);
    }
    channels.put(id, new BitfinexChannel(subscription, instrument, numbered));
    return passed(NoFact.CONNECTION);
  }

  private void end(long id) {
    others.remove(id);
    BitfinexChannel channel = channels.remove(id);
    if (channel != null) {
      channel.end();
    }
  }

  /** What cannot be read this far is not counted: the next number shows that it is missing. */
  private List<Outcome> counted(BitfinexMessage message, long at) {
    List<Outcome> outcomes = new ArrayList<>();
    if (numbered) {
      long number = message.number();
      if (sequence != BitfinexMessage.NONE && number <= sequence) {
        return passed(NoFact.SUPERSEDED);
      }
      if (sequence != BitfinexMessage.NONE && number != sequence + 1) {
        outcomes.add(missing(number));
      }
      sequence = number;
    }
    outcomes.addAll(part(() -> ofChannel(message, at)));
    return outcomes;
  }

  private Outcome missing(long number) {
    channels.values().forEach(BitfinexChannel::lose);
    long books = channels.values().stream().filter(BitfinexChannel::isBook).count();
    long count = number - sequence - 1;
    return new Outcome.Refused(
        RejectReason.OUT_OF_SEQUENCE,
        count
            + " messages are missing between "
            + sequence
            + " and "
            + number
            + "; "
            + books
            + " books wait for their snapshots",
        new Statement.MessagesMissing(count));
  }

  private List<Outcome> ofChannel(BitfinexMessage message, long at) throws BadMessageException {
    if (message.word().equals("hb")) {
      return passed(NoFact.HEARTBEAT);
    }
    if (!message.name().isEmpty()) {
      List<Outcome> unknown = note(message);
      if (!unknown.isEmpty()) {
        return unknown;
      }
    }
    BitfinexChannel channel = channels.get(message.channel());
    if (channel == null) {
      return ofNoInstrument(message, at);
    }
    return message.word().equals("cs") ? passed(NoFact.NOT_KEPT) : channel.read(message, at);
  }

  /** Subscribes the channel that a recorder noted; why it is not known, if so. */
  private List<Outcome> note(BitfinexMessage message) throws BadMessageException {
    BitfinexSubscription noted = BitfinexSubscription.noted(message.name(), message.symbol());
    BitfinexChannel known = channels.get(message.channel());
    if (known != null ? known.isOf(noted) : noted.equals(others.get(message.channel()))) {
      return List.of();
    }
    List<Outcome> outcomes = subscribed(message.channel(), noted);
    return outcomes.equals(passed(NoFact.CONNECTION)) ? List.of() : outcomes;
  }

  private List<Outcome> ofNoInstrument(BitfinexMessage message, long at) {
    BitfinexSubscription subscription = others.get(message.channel());
    if (subscription == null) {
      return refused(
          RejectReason.UNKNOWN_INSTRUMENT, "channel " + message.channel() + " was not subscribed");
    }
    return switch (subscription.kind()) {
      case LIQUIDATIONS -> each(message.payload(), row -> liquidation(row, at));
      case TICKER -> passed(NoFact.SUMMARY);
      default -> passed(NoFact.NOT_KEPT);
    };
  }

  private List<Outcome> liquidation(JsonNode row, long at) throws BadMessageException {
    String symbol = row.path(4).asText();
    BitfinexInstrument instrument = instruments.find(symbol);
    return instrument == null ? unknownSymbol(symbol) : List.of(instrument.liquidation(row, at));
  }
}
