package io.tidemark.core.contest;

/**
 * The evidence that one of two versions has the smaller loss, which may be looked at after each
 * outcome: an e-process. If it is no better on average, its evidence is ever above 1/a with a
 * chance of at most a (Ville's inequality). Nothing is assumed of the distribution, nor that it
 * stays.
 *
 * <p>Each advantage is divided by the root mean square of those before it, and counts at most
 * {@link #MOST} of them. The evidence is the mean over bets {@code l} of {@code exp(l S - psi(l)
 * V)} with S the sum of the advantages, V that of their squares, both over the width of the range,
 * and {@code psi(l) = -log(1 - l) - l} (Y. Choe and A. Ramdas, Comparing sequential forecasters,
 * 2023; the inequality is that of X. Fan, 2015).
 */
final class Advantage {

  /** So many root mean squares one outcome counts at most: none alone decides. */
  static final double MOST = 4;

  /** So many outcomes only set the scale. */
  static final int FIRST = 20;

  /** Small bets find small advantages, late; large ones large advantages, soon. */
  private static final double[] BETS = {0.06, 0.12, 0.24, 0.48, 0.72};

  private long number;
  private double squares;
  private double sum;
  private double variation;

  /**
   * Takes the next one.
   *
   * @param advantage the loss of the one less that of the other, in the unit of the loss; above 0
   *     it speaks for the other
   */
  void add(double advantage) {
    if (number >= FIRST && squares > 0) {
      double scale = Math.sqrt(squares / number);
      double apart = Math.min(MOST, Math.max(-MOST, advantage / scale)) / (2 * MOST);
      sum += apart;
      variation += apart * apart;
    }
    number++;
    squares += advantage * advantage;
  }

  /** That the other has the smaller loss. */
  double evidenceFor() {
    return evidence(sum);
  }

  /** That the other has the larger loss. */
  double evidenceAgainst() {
    return evidence(-sum);
  }

  private double evidence(double towards) {
    double total = 0;
    for (double bet : BETS) {
      double price = -StrictMath.log1p(-bet) - bet;
      total += StrictMath.exp(bet * towards - price * variation);
    }
    return total / BETS.length;
  }
}
