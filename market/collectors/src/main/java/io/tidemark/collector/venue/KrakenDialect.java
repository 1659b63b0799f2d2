package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Kraken spot, version 2: a heartbeat each second. Source: Kraken's public documentation,
 * "WebSocket v2".
 */
final class KrakenDialect extends StreamDialect {

  KrakenDialect() {
    super(Venue.KRAKEN, "wss://ws.kraken.com", "https://api.kraken.com", Duration.ofSeconds(15));
  }

  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, "kraken")
        .filter(InstrumentParts::isSpot)
        .map(parts -> parts.base() + "/" + parts.quote());
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    return List.of(plan.rest().resolve("/0/public/AssetPairs"));
  }

  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve("/v2");
  }

  @Override
  List<String> texts(Verb verb, Collection<String> symbols, Set<FeedChannel> channels) {
    List<String> texts = new ArrayList<>();
    if (channels.contains(FeedChannel.TRADES)) {
      texts.add(text(verb, "trade", symbols, "\"snapshot\":false"));
    }
    if (channels.contains(FeedChannel.BOOK)) {
      texts.add(text(verb, "book", symbols, "\"depth\":25"));
    }
    return texts;
  }

  private static String text(Verb verb, String channel, Collection<String> symbols, String more) {
    return "{\"method\":\"%s\",\"params\":{\"channel\":\"%s\",\"symbol\":[%s],%s}}"
        .formatted(verb.word(), channel, quoted(symbols), more);
  }

  /** Here pairs have Kraken's own names of assets. */
  @Override
  public Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    String pair = symbol.replace("/", "").replaceFirst("^BTC", "XBT").replaceFirst("^DOGE", "XDG");
    return Optional.of(plan.rest().resolve("/0/public/Trades?pair=" + pair + "&count=1000"));
  }
}
