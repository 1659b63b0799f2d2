package io.tidemark.exchange.protocol;

/**
 * What a venue's symbol stands for.
 *
 * @param instrument {@code BTC-USD-PERP@binance_coinm}
 * @param unit of its quantities
 */
public record Listing(String instrument, Unit unit) {}
