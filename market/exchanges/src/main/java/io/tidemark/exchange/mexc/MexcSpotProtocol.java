package io.tidemark.exchange.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.VenueSymbols;
import io.tidemark.exchange.protocol.WireTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * MEXC's spot market, version 3. Since August 2025 its socket sends binary protobuf messages,
 * {@code PushDataV3ApiWrapper}; what is read here is their JSON form (field names in camel case,
 * 64-bit numbers as text), and the JSON that the socket sent before. Who receives the binary frames
 * makes their JSON form of them; {@link io.tidemark.exchange.protocol.Message} holds text only.
 */
public final class MexcSpotProtocol extends JsonProtocol {

  private static final Pattern NAME =
      Pattern.compile("([A-Z0-9]+?)(USDT|USDC|USDE|USD1|USDF|TUSD|USDP|BTC|ETH|EUR|BRL|TRY|MX)");
  private static final Pattern ASKED = Pattern.compile("[?&]symbol=([^&]+)");

  private final VenueSymbols<MexcSpotInstrument> symbols =
      new VenueSymbols<>(this::unlisted, MexcSpotInstrument::new);

  private @Nullable Listing unlisted(String symbol) {
    if (symbols.areListed()) {
      return null;
    }
    Matcher matcher = NAME.matcher(symbol);
    return matcher.matches() ? listing(matcher.group(1), matcher.group(2)) : null;
  }

  private static Listing listing(String base, String quote) {
    return new Listing(base + "-" + quote + "@mexc", Unit.BASE);
  }

  @Override
  protected void connected(String url) {
    symbols.all().forEach(instrument -> instrument.book().reconnected());
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    if (answer.has("code") && answer.has("msg")) {
      return error(answer.path("msg"));
    }
    if (answer.path("symbols").isArray()) {
      return list(answer.path("symbols"));
    }
    Matcher asked = ASKED.matcher(url);
    return answer.has("lastUpdateId") && asked.find()
        ? snapshot(asked.group(1), answer, at)
        : passed(answer.isArray() ? NoFact.HISTORY : NoFact.NOT_KEPT);
  }

  private List<Outcome> list(JsonNode rows) throws BadMessageException {
    Map<String, Listing> listings = new HashMap<>();
    for (JsonNode row : rows) {
      String base = Json.text(row, "baseAsset");
      listings.put(Json.text(row, "symbol"), listing(base, Json.text(row, "quoteAsset")));
    }
    symbols.listOnly(listings);
    return passed(NoFact.REFERENCE);
  }

  @Override
  protected List<Outcome> received(JsonNode node, long at) throws BadMessageException {
    if (node.has("channel")) {
      return ofChannel(node, at);
    }
    if (node.has("c")) {
      return ofOldChannel(node, at);
    }
    if (node.path("symbols").isArray()) {
      return list(node.path("symbols"));
    }
    if (!node.has("code") || !node.has("msg")) {
      throw new BadMessageException("there is no channel, and no code with a msg");
    }
    String says = node.path("msg").asText();
    if (node.path("code").asInt(1) != 0 || says.startsWith("Not Subscribed")) {
      return error(node.path("msg"));
    }
    return passed(says.equals("PONG") ? NoFact.HEARTBEAT : NoFact.CONNECTION);
  }

  /** The body's name says what the message is; a message without one says nothing. */
  private List<Outcome> ofChannel(JsonNode node, long at) throws BadMessageException {
    String channel = Json.text(node, "channel");
    String symbol = node.path("symbol").asText(lastPart(channel));
    if (node.has("publicAggreDeals") || node.has("publicDeals")) {
      JsonNode body = node.path(node.has("publicDeals") ? "publicDeals" : "publicAggreDeals");
      return of(symbol, it -> each(body.path("deals"), row -> List.of(it.trade(row, at))));
    }
    if (node.has("publicAggreDepths")) {
      JsonNode body = node.path("publicAggreDepths");
      long first = Json.whole(body, "fromVersion");
      long last = Json.whole(body, "toVersion");
      return change(symbol, channel, first, last, body, sent(node, "sendTime", at), at);
    }
    if (node.has("publicIncreaseDepths")) {
      JsonNode body = node.path("publicIncreaseDepths");
      long number = Json.whole(body, "version");
      return change(symbol, channel, number, number, body, sent(node, "sendTime", at), at);
    }
    if (node.has("publicAggreDepthsSnapshot")) {
      return snapshot(symbol, node.path("publicAggreDepthsSnapshot"), at);
    }
    if (node.has("publicLimitDepths")) {
      JsonNode body = node.path("publicLimitDepths");
      long time = sent(node, "sendTime", at);
      return of(symbol, it -> List.of(it.book().whole(channel, body, time, at)));
    }
    return withoutFact(channel);
  }

  /** The dialect of before August 2025: c, d, s, t. */
  private List<Outcome> ofOldChannel(JsonNode node, long at) throws BadMessageException {
    String channel = Json.text(node, "c");
    JsonNode data = node.path("d");
    String symbol = node.path("s").asText(lastPart(channel));
    if (channel.contains("public.deals.v3.api")) {
      return of(symbol, it -> each(Json.array(data, "deals"), row -> List.of(it.trade(row, at))));
    }
    if (channel.contains("public.increase.depth.v3.api")) {
      long number = Json.whole(data, "r");
      return change(symbol, channel, number, number, data, sent(node, "t", at), at);
    }
    if (channel.contains("public.limit.depth.v3.api")) {
      long time = sent(node, "t", at);
      return of(symbol, it -> List.of(it.book().whole(channel, data, time, at)));
    }
    return withoutFact(channel);
  }

  private static List<Outcome> withoutFact(String channel) throws BadMessageException {
    if (channel.contains(".kline.")) {
      return passed(NoFact.FORMING);
    }
    if (channel.contains(".bookTicker.") || channel.contains(".miniTicker")) {
      return passed(NoFact.SUMMARY);
    }
    if (!channel.startsWith("spot@")) {
      throw new BadMessageException("channel is '" + channel + "', which is not known");
    }
    return passed(NoFact.NOT_KEPT);
  }

  private List<Outcome> change(
      String symbol, String channel, long first, long last, JsonNode body, long time, long at)
      throws BadMessageException {
    return of(symbol, it -> List.of(it.book().change(channel, first, last, body, time, at)));
  }

  private List<Outcome> snapshot(String symbol, JsonNode data, long at) throws BadMessageException {
    long number = Json.whole(data, "lastUpdateId");
    long time = sent(data, "timestamp", at);
    return of(symbol, it -> List.of(it.book().snapshot(number, data, time, at)));
  }

  private static long sent(JsonNode node, String field, long at) throws BadMessageException {
    return node.has(field) ? WireTime.ofMillis(node, field) : at;
  }

  private static String lastPart(String channel) {
    return channel.substring(channel.lastIndexOf('@') + 1);
  }

  /** Reads what is said of one instrument. */
  @FunctionalInterface
  private interface Reading {
    List<Outcome> read(MexcSpotInstrument instrument) throws BadMessageException;
  }

  private List<Outcome> of(String symbol, Reading reading) throws BadMessageException {
    MexcSpotInstrument instrument = symbols.find(symbol);
    return instrument == null ? unknownSymbol(symbol) : reading.read(instrument);
  }
}
