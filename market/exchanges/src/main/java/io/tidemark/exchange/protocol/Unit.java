package io.tidemark.exchange.protocol;

/** What a venue counts quantities in. */
public sealed interface Unit {

  /** The quantity in the base currency, at this price. */
  double base(double quantity, double price);

  /** Base currency, or contracts of a fixed amount of it. */
  record Linear(double perContract) implements Unit {
    @Override
    public double base(double quantity, double price) {
      return quantity * perContract;
    }
  }

  /** Contracts that are worth a fixed amount of the quote currency, as inverse futures are. */
  record Inverse(double quotePerContract) implements Unit {
    @Override
    public double base(double quantity, double price) {
      return quantity * quotePerContract / price;
    }
  }

  /**
   * Contracts worth a fixed amount of the settlement currency for each unit of the price: what they
   * are in the base currency moves with the settlement currency's price, which the venue does not
   * say with them. So it is no number, and no fact is made of one.
   */
  record Quanto() implements Unit {
    @Override
    public double base(double quantity, double price) {
      return Double.NaN;
    }
  }

  /** Base currency itself. */
  Unit BASE = new Linear(1);
}
