package io.tidemark.exchange;

/**
 * What a venue's symbol stands for.
 *
 * @param instrument {@code BTC-USD-PERP@binance_coinm}
 * @param unit of its quantities
 */
record Listing(String instrument, Unit unit) {}
