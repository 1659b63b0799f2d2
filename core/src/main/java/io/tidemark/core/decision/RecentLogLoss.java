package io.tidemark.core.decision;

/**
 * How well a member of task direction did of late: an exponentially weighted mean of its log loss.
 * An answer counts from the moment on at which its outcome is known, one horizon later, against the
 * price of that moment; so nothing is used before it could be known.
 *
 * <p>It remembers the answers whose outcomes are not known yet, at most {@link #MOST_WAITING}:
 * those at bar closes, and where the horizon is longer than so many bars, the earliest ones.
 */
public final class RecentLogLoss {

  /** Answers that may wait for their outcomes. */
  static final int MOST_WAITING = 32;

  private static final int LOSS = 0;
  private static final int COUNT = 1;
  private static final int FIRST = 2;
  private static final int WAITING = 3;
  private static final int RING = 4;
  private static final int DUE = 0;
  private static final int PRICE = 1;
  private static final int PROBABILITY = 2;
  private static final int ENTRY = 3;

  /** Loss, count, first and number of those that wait, and for each of them three. */
  static final int CELLS = RING + ENTRY * MOST_WAITING;

  /** What a coin loses: ln 2. */
  private static final double COIN = Math.log(2);

  /** A probability of 0 or 1 that was wrong would else lose without bound. */
  private static final double LEAST_PROBABILITY = 1e-6;

  private final long horizon;
  private final double memory;

  /**
   * @param horizon of the member, µs
   * @param answers over how many answers the mean reaches back, above 1
   */
  public RecentLogLoss(long horizon, int answers) {
    this.horizon = horizon;
    this.memory = 1.0 / answers;
  }

  /** Settles what is due, and remembers an answer at a bar's close. */
  void step(double[] cells, int at, Voice voice, Panel panel) {
    if (!(panel.price() > 0)) {
      return;
    }
    settle(cells, at, panel);
    if (voice.speaks() && voice.closed() && cells[at + WAITING] < MOST_WAITING) {
      int slot = (int) (cells[at + FIRST] + cells[at + WAITING]) % MOST_WAITING;
      int entry = at + RING + ENTRY * slot;
      cells[entry + DUE] = panel.clock() + horizon;
      cells[entry + PRICE] = panel.price();
      cells[entry + PROBABILITY] = voice.prediction().probability();
      cells[at + WAITING]++;
    }
  }

  private void settle(double[] cells, int at, Panel panel) {
    while (cells[at + WAITING] > 0) {
      int entry = at + RING + ENTRY * (int) cells[at + FIRST];
      if (cells[entry + DUE] > panel.clock()) {
        return;
      }
      add(cells, at, loss(cells[entry + PROBABILITY], panel.price() > cells[entry + PRICE]));
      cells[at + FIRST] = (cells[at + FIRST] + 1) % MOST_WAITING;
      cells[at + WAITING]--;
    }
  }

  private static double loss(double probability, boolean rose) {
    return -Math.log(Math.max(LEAST_PROBABILITY, rose ? probability : 1 - probability));
  }

  /** A mean of all at first, so that the first one has no more weight than others. */
  private void add(double[] cells, int at, double loss) {
    cells[at + COUNT]++;
    cells[at + LOSS] += Math.max(memory, 1 / cells[at + COUNT]) * (loss - cells[at + LOSS]);
  }

  /** Whether an outcome is known. */
  boolean isKnown(double[] cells, int at) {
    return cells[at + COUNT] > 0;
  }

  /** By how much the loss is smaller than that of a coin; 0 if it is not, or not known. */
  double gain(double[] cells, int at) {
    return isKnown(cells, at) ? Math.max(0, COIN - cells[at + LOSS]) : 0;
  }
}
