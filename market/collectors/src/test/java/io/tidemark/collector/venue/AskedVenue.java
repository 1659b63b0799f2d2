package io.tidemark.collector.venue;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Protocol;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a venue is asked for some instruments, and what is made of its answers; ' stands for ". */
final class AskedVenue {

  private final VenueDialect dialect;
  private final FeedPlan plan;
  private final Protocol protocol;

  AskedVenue(String... instruments) {
    dialect = VenueDialects.of(instruments[0]).orElseThrow();
    Map<String, String> symbols = new LinkedHashMap<>();
    for (String instrument : instruments) {
      symbols.put(instrument, dialect.symbol(instrument).orElseThrow());
    }
    plan =
        new FeedPlan(symbols, EnumSet.allOf(FeedChannel.class), dialect.socket(), dialect.rest());
    protocol = dialect.venue().open();
  }

  /** {@code label SYMBOL}; empty where nothing collects the instrument. */
  static String symbol(String instrument) {
    return VenueDialects.of(instrument)
        .map(it -> it.venue().label() + " " + it.symbol(instrument).orElseThrow())
        .orElse("");
  }

  VenueDialect dialect() {
    return dialect;
  }

  String connection() {
    return dialect.connection(plan).toString();
  }

  List<String> lists() {
    return dialect.instrumentLists(plan).stream().map(URI::toString).toList();
  }

  String snapshot() {
    return dialect.snapshot(plan, plan.names().iterator().next()).map(URI::toString).orElse("");
  }

  String pastTrades() {
    return dialect.pastTrades(plan, plan.names().iterator().next()).map(URI::toString).orElse("");
  }

  List<String> subscribes() {
    return quoted(dialect.subscribe(plan));
  }

  List<String> resubscribes() {
    return quoted(dialect.resubscribeBook(plan.names().iterator().next()));
  }

  private static List<String> quoted(List<String> texts) {
    return texts.stream().map(text -> text.replace('"', '\'')).toList();
  }

  /** The list of instruments comes. */
  AskedVenue listed(String answer) {
    read(Message.Kind.ANSWER, dialect.instrumentLists(plan).get(0).toString(), answer);
    return this;
  }

  /** What the messages tell, as {@code TRADE BTC-USDT@gate}. */
  List<String> tells(String... messages) {
    List<String> told = new ArrayList<>();
    for (String message : messages) {
      for (Outcome outcome : read(Message.Kind.RECEIVED, "", message)) {
        told.add(
            outcome instanceof Outcome.Known known ? words(known.fact()) : String.valueOf(outcome));
      }
    }
    return told;
  }

  /** What the answer to a request for past trades tells, as {@code 17 2500.0 BUY}. */
  List<String> pastTradesOf(String answer) {
    Message message =
        new Message(Message.Kind.ANSWER, pastTrades(), 1_700_000_000_000_000L, json(answer));
    return protocol.pastTrades(plan.names().iterator().next(), message).stream()
        .map(
            trade ->
                "%s %s %s %s %d"
                    .formatted(
                        trade.tradeId(),
                        trade.price(),
                        trade.quantity(),
                        trade.takerSide(),
                        trade.eventTime()))
        .toList();
  }

  String openInterest() {
    return asked(MarketData.OPEN_INTEREST);
  }

  /** The request for what no stream says; empty where there is none. */
  String asked(MarketData data) {
    URI request = dialect.asked(plan, plan.names().iterator().next()).get(data);
    return request == null ? "" : request.toString();
  }

  /** The facts of the answer to that. */
  List<Fact> askedOf(MarketData data, String answer) {
    return read(Message.Kind.ANSWER, asked(data), answer).stream()
        .filter(Outcome.Known.class::isInstance)
        .map(outcome -> ((Outcome.Known) outcome).fact())
        .toList();
  }

  /** What the answer to that tells, in the base currency. */
  List<Double> openInterestOf(String answer) {
    return read(Message.Kind.ANSWER, openInterest(), answer).stream()
        .filter(Outcome.Known.class::isInstance)
        .map(outcome -> ((Outcome.Known) outcome).fact())
        .filter(fact -> words(fact).endsWith(Metric.OPEN_INTEREST))
        .map(fact -> ((Metric) fact).value())
        .toList();
  }

  private static String words(Fact fact) {
    String what = fact instanceof Metric metric ? metric.name() : "";
    return (fact.kind() + " " + fact.instrument() + " " + what).strip();
  }

  private List<Outcome> read(Message.Kind kind, String url, String text) {
    return protocol.read(new Message(kind, url, 1_700_000_000_000_000L, json(text)));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
