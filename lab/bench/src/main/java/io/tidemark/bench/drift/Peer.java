package io.tidemark.bench.drift;

import io.tidemark.bench.drift.peers.Adwin;
import io.tidemark.bench.drift.peers.Detector;
import io.tidemark.bench.drift.peers.Kswin;
import io.tidemark.bench.drift.peers.PageHinkley;
import java.util.Locale;

/**
 * A detector and the one knob by which it is tuned; a larger knob alarms less often.
 *
 * <p>Only that knob is tuned. KSWIN's sizes are its paper's, and once the gate's; Page-Hinkley's
 * delta is half of the smallest shift in the tables (0.125 sigma), which is the best there is for
 * that shift; ADWIN looks every 32 samples as its paper does.
 */
enum Peer {
  KSWIN_PAPER("KSWIN n 100, r 30", true, 1, 30) {
    @Override
    Detector detector(double knob, long seed) {
      return new Kswin(100, 30, (int) knob, seed);
    }

    @Override
    String setting(double knob) {
      return alpha(30, knob);
    }
  },
  KSWIN_WIDE("KSWIN n 2,200, r 200", true, 1, 200) {
    @Override
    Detector detector(double knob, long seed) {
      return new Kswin(2_200, 200, (int) knob, seed);
    }

    @Override
    String setting(double knob) {
      return alpha(200, knob);
    }
  },
  PAGE_HINKLEY("Page-Hinkley", false, 1, 10_000) {
    @Override
    Detector detector(double knob, long seed) {
      return new PageHinkley(0.125, knob);
    }

    @Override
    String setting(double knob) {
      return String.format(Locale.ROOT, "delta 0.125, lambda %.1f", knob);
    }
  },
  ADWIN("ADWIN", false, 0.1, 2_000) {
    @Override
    Detector detector(double knob, long seed) {
      return new Adwin(Math.exp(-knob), 32);
    }

    @Override
    String setting(double knob) {
      return String.format(Locale.ROOT, "delta e^-%.2f", knob);
    }
  };

  private final String words;
  private final boolean whole;
  private final double least;
  private final double most;

  Peer(String words, boolean whole, double least, double most) {
    this.words = words;
    this.whole = whole;
    this.least = least;
    this.most = most;
  }

  String words() {
    return words;
  }

  abstract Detector detector(double knob, long seed);

  /** The knob in the paper's own words. */
  abstract String setting(double knob);

  private static String alpha(int recent, double knob) {
    return String.format(Locale.ROOT, "alpha %.1e", Kswin.alpha(recent, (int) knob));
  }

  /**
   * A knob and what it gives.
   *
   * @param knob as fitted
   * @param runLength measured samples per false alarm
   */
  record Tuned(double knob, double runLength) {

    /**
     * Whether it was held to the budget. A knob with few steps may have none near: KSWIN with 30
     * samples a side can ask for no more than a distance of 1, which AR(1) 0.9 reaches by itself.
     */
    boolean keeps(double budget) {
      return runLength >= budget / 2;
    }
  }

  /** Bisects the knob until a calm stream of so many samples gives the budget. */
  Tuned tune(CalmProcess process, double budget, int samples) {
    double low = least;
    double high = most;
    double lowRun = 1;
    double highRun = samples;
    while (whole ? high - low > 1 : high / low > 1.01) {
      double middle = whole ? Math.floor((low + high) / 2) : Math.sqrt(low * high);
      double run = runLength(process, middle, samples);
      if (run >= budget) {
        high = middle;
        highRun = run;
      } else {
        low = middle;
        lowRun = run;
      }
    }
    // Where the knob has steps, the nearest: half the peers would else be held to twice the budget.
    boolean lower = Math.log(budget / lowRun) < Math.log(highRun / budget);
    return lower ? new Tuned(low, lowRun) : new Tuned(high, highRun);
  }

  private double runLength(CalmProcess process, double knob, int samples) {
    int piece = 250_000;
    int alarms = 0;
    Detector detector = detector(knob, 1);
    for (int from = 0; from < samples; from += piece) {
      for (float value :
          process.stream(4_000_000L + from / piece, Math.min(piece, samples - from))) {
        alarms += detector.step(value) ? 1 : 0;
      }
    }
    return (double) samples / Math.max(1, alarms);
  }
}
