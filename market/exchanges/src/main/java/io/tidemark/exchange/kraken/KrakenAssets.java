package io.tidemark.exchange.kraken;

import java.util.Locale;

/** Kraken's own names of assets. */
final class KrakenAssets {

  private KrakenAssets() {}

  /** The name that the rest of the world uses, such as BTC for XBT. */
  static String common(String asset) {
    String name = asset.toUpperCase(Locale.ROOT);
    return switch (name) {
      case "XBT" -> "BTC";
      case "XDG" -> "DOGE";
      default -> name;
    };
  }
}
