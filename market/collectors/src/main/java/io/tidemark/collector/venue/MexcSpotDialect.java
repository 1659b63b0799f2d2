package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * MEXC's spot market, version 3: market data comes as protobuf, everything else as text; changes of
 * books wait for a snapshot by request. Past trades are not asked for, for the answer does not have
 * their ids. Source: MEXC's public documentation, "Spot V3", "Websocket Market Streams" and "How to
 * Properly Maintain a Local Copy of the Order Book", and its published messages, {@code
 * PushDataV3ApiWrapper}.
 */
final class MexcSpotDialect implements VenueDialect {

  private static final WireForm LEVEL = new WireForm().text(1, "price").text(2, "quantity");

  private static final WireForm DEAL =
      new WireForm()
          .text(1, "price")
          .text(2, "quantity")
          .number(3, "tradeType")
          .longNumber(4, "time")
          .text(5, "tradeId");

  /** A small book, which is not subscribed to. */
  private static final WireForm LIMIT_DEPTHS =
      new WireForm().messages(1, "asks", LEVEL).messages(2, "bids", LEVEL).text(4, "version");

  private static final WireForm CHANGE =
      new WireForm()
          .messages(1, "asks", LEVEL)
          .messages(2, "bids", LEVEL)
          .text(4, "fromVersion")
          .text(5, "toVersion");

  private static final WireForm MESSAGE =
      new WireForm()
          .text(1, "channel")
          .text(3, "symbol")
          .longNumber(6, "sendTime")
          .message(303, "publicLimitDepths", LIMIT_DEPTHS)
          .message(313, "publicAggreDepths", CHANGE)
          .message(314, "publicAggreDeals", new WireForm().messages(1, "deals", DEAL));

  private static final int CHANNELS_OF_A_TEXT = 10;

  @Override
  public Venue venue() {
    return Venue.MEXC;
  }

  @Override
  public URI socket() {
    return URI.create("wss://wbs-api.mexc.com");
  }

  @Override
  public URI rest() {
    return URI.create("https://api.mexc.com");
  }

  @Override
  public VenueProfile profile() {
    return new VenueProfile(
        "version 3, binary",
        List.of("BTC-USDT@mexc"),
        BookCheck.NUMBERS,
        0,
        VenueProfile.Proof.EXAMPLES);
  }

  @Override
  public List<MarketStream> streams(InstrumentKind kind) {
    return kind.isSpot()
        ? List.of(
            MarketStream.trades("public.aggre.deals"), MarketStream.book("public.aggre.depth"))
        : List.of();
  }

  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, "mexc")
        .filter(InstrumentParts::isSpot)
        .map(parts -> parts.base() + parts.quote());
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    return List.of(plan.rest().resolve("/api/v3/exchangeInfo"));
  }

  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve("/ws");
  }

  @Override
  public List<String> subscribe(FeedPlan plan) {
    return texts("SUBSCRIPTION", plan.names(), plan.channels());
  }

  private List<String> texts(String method, Collection<String> symbols, Set<FeedChannel> channels) {
    List<String> names = new ArrayList<>();
    for (String symbol : symbols) {
      for (MarketStream stream : streams(InstrumentKind.SPOT, channels)) {
        names.add("\"spot@" + stream.name() + ".v3.api.pb@100ms@" + symbol + "\"");
      }
    }
    String form = "{\"method\":\"" + method + "\",\"params\":[%s]}";
    return StreamDialect.inTexts(form, names, CHANNELS_OF_A_TEXT);
  }

  @Override
  public List<String> resubscribeBook(String symbol) {
    Set<FeedChannel> book = EnumSet.of(FeedChannel.BOOK);
    List<String> texts = new ArrayList<>(texts("UNSUBSCRIPTION", List.of(symbol), book));
    texts.addAll(texts("SUBSCRIPTION", List.of(symbol), book));
    return texts;
  }

  @Override
  public Optional<URI> snapshot(FeedPlan plan, String symbol) {
    return Optional.of(plan.rest().resolve("/api/v3/depth?symbol=" + symbol + "&limit=1000"));
  }

  @Override
  public Optional<String> text(byte[] bytes) {
    try {
      String text = MESSAGE.json(bytes);
      return text.contains("\"channel\":") ? Optional.of(text) : Optional.empty();
    } catch (IOException e) {
      // no protobuf: the connection lives, and what it said is not known
      return Optional.empty();
    }
  }

  /** Where nothing is told for a minute the connection is ended. */
  @Override
  public Optional<String> ping() {
    return Optional.of("{\"method\":\"PING\"}");
  }

  @Override
  public Duration pingEvery() {
    return Duration.ofSeconds(15);
  }

  @Override
  public Duration silence() {
    return Duration.ofSeconds(40);
  }

  /** A connection has room for 30 channels. */
  @Override
  public int symbolsPerConnection() {
    return 15;
  }
}
