package io.tidemark.exchange.bitfinex;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.WireTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bitfinex' WebSocket, version 2: books (P0 to P4, R0), trades, ticker. Messages of a channel are
 * arrays {@code [channel, ..., sequence]}; which channel is which is said when it is subscribed.
 *
 * <p>Chain rule: with the flag SEQ_ALL every message of the connection has the number of the one
 * before plus 1. What was lost may have been of any book, so all of them wait. Without the flag a
 * crossed book is the only sign. One connection at a time: a new one begins anew.
 */
public final class BitfinexProtocol extends JsonProtocol {

  private static final long TIMESTAMP = 32_768;
  private static final long SEQ_ALL = 65_536;

  /** Many times what one connection may subscribe to. */
  private static final int MOST_CHANNELS = 1_000;

  private static final long NONE = -1;

  private final Map<Long, BitfinexChannel> channels = new HashMap<>();
  private boolean numbered;
  private boolean stamped;
  private long sequence = NONE;

  @Override
  protected void connected(String url) {
    channels.clear();
    numbered = false;
    stamped = false;
    sequence = NONE;
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
  protected List<Outcome> received(JsonNode message, long at) throws BadMessageException {
    return message.isArray() ? numbered(message, at) : event(message);
  }

  private List<Outcome> event(JsonNode message) throws BadMessageException {
    String event = Json.text(message, "event");
    return switch (event) {
      case "info" -> passed(NoFact.CONNECTION);
      case "pong" -> passed(NoFact.HEARTBEAT);
      case "error" -> error(message);
      case "conf" -> configured(message);
      case "subscribed" -> subscribed(message);
      case "unsubscribed" -> {
        channels.remove(Json.whole(message, "chanId"));
        yield passed(NoFact.CONNECTION);
      }
      default -> throw new BadMessageException("event is '" + event + "', which is not known");
    };
  }

  private List<Outcome> configured(JsonNode message) throws BadMessageException {
    if (!message.path("status").asText().equals("OK")) {
      return error(message);
    }
    long flags = Json.whole(message, "flags");
    numbered = (flags & SEQ_ALL) != 0;
    stamped = (flags & TIMESTAMP) != 0;
    sequence = NONE;
    return passed(NoFact.CONNECTION);
  }

  private List<Outcome> subscribed(JsonNode message) throws BadMessageException {
    long id = Json.whole(message, "chanId");
    BitfinexChannel.Kind kind = BitfinexChannel.kind(message);
    String symbol = message.path("symbol").asText();
    Listing listing = BitfinexSymbols.listing(symbol);
    if (listing == null && !message.has("key") && !symbol.startsWith("f")) {
      return unknownSymbol(symbol);
    }
    if (channels.size() >= MOST_CHANNELS && !channels.containsKey(id)) {
      throw new BadMessageException("more than " + MOST_CHANNELS + " channels are subscribed");
    }
    channels.put(
        id,
        listing == null
            ? new BitfinexChannel(otherThanTrading(kind), new Listing(symbol, Unit.BASE), numbered)
            : new BitfinexChannel(kind, listing, numbered));
    return passed(NoFact.CONNECTION);
  }

  /** Candles and status have a key, loans a symbol such as fUSD: none of them an instrument. */
  private static BitfinexChannel.Kind otherThanTrading(BitfinexChannel.Kind kind) {
    return kind == BitfinexChannel.Kind.CANDLES ? kind : BitfinexChannel.Kind.OTHER;
  }

  /** What cannot be read this far is not counted: the next number shows that it is missing. */
  private List<Outcome> numbered(JsonNode message, long at) throws BadMessageException {
    int last = message.size() - 1;
    long id = Json.whole(message, 0);
    long time = stamped ? WireTime.ofMillis(message, last) : at;
    List<Outcome> outcomes = new ArrayList<>();
    if (numbered) {
      long number = Json.whole(message, stamped ? last - 1 : last);
      if (sequence != NONE && number <= sequence) {
        return passed(NoFact.SUPERSEDED);
      }
      if (sequence != NONE && number != sequence + 1) {
        outcomes.add(missing(number));
      }
      sequence = number;
    }
    outcomes.addAll(part(() -> List.of(ofChannel(id, message, time, at))));
    return outcomes;
  }

  private Outcome missing(long number) {
    channels.values().forEach(BitfinexChannel::lose);
    long books = channels.values().stream().filter(BitfinexChannel::isBook).count();
    return new Outcome.Refused(
        RejectReason.OUT_OF_SEQUENCE,
        (number - sequence - 1)
            + " messages are missing between "
            + sequence
            + " and "
            + number
            + "; "
            + books
            + " books wait for their snapshots");
  }

  private Outcome ofChannel(long id, JsonNode message, long time, long at)
      throws BadMessageException {
    String word = message.path(1).asText();
    if (word.equals("hb")) {
      return new Outcome.Passed(NoFact.HEARTBEAT);
    }
    BitfinexChannel channel = channels.get(id);
    if (channel == null) {
      return new Outcome.Refused(
          RejectReason.UNKNOWN_INSTRUMENT, "channel " + id + " was not subscribed");
    }
    return word.equals("cs")
        ? new Outcome.Passed(NoFact.NOT_KEPT)
        : channel.read(message, time, at);
  }
}
