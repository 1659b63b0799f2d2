package io.tidemark.bench.kernel;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.ModelInput;
import io.tidemark.core.score.ScoreOutcome;
import io.tidemark.core.score.ScoringState;
import io.tidemark.core.score.Trigger;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.MicroBatch;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * {@code build/bench prefix [ROUNDS]}: what a scored event of an LSTM of 48 bars costs over its
 * whole window, and with its closed bars encoded once a bar, for docs/reports. A bar has a thousand
 * events. The ways take turns, one bar each a round, so that what else the machine does falls on
 * all; prints medians, least and largest, of this thread's processor time.
 */
public final class PrefixCosts {

  private static final Path ARTEFACTS = Path.of("models/artifacts/btc-lstm");
  private static final int EVENTS_A_BAR = 1_000;
  private static final int WARM_UP_BARS = 120;

  private final PrintStream out = System.out;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  private PrefixCosts() {}

  /** Runs it. */
  public static void main(String[] arguments) throws ModelRejectedException {
    new PrefixCosts().run(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15);
  }

  private void run(int rounds) throws ModelRejectedException {
    try (LoadedModel whole = ModelArtefact.read(ARTEFACTS.resolve("1")).open();
        LoadedModel form = ModelArtefact.read(ARTEFACTS.resolve("2")).open()) {
      List<Way> ways =
          List.of(
              new Way("whole window, alone", whole, 1),
              new Way("whole window, 16 at once", whole, 16),
              new Way("prefix and step, alone", form, 1),
              new Way("prefix and step, 16 at once", form, 16));
      ways.forEach(Way::warmUp);
      for (int round = 0; round < rounds; round++) {
        ways.forEach(this::measure);
      }
      ways.forEach(way -> print(way, ways.get(0)));
    }
  }

  private void measure(Way way) {
    long before = threads.getCurrentThreadCpuTime();
    way.bar(EVENTS_A_BAR);
    way.micros.add((threads.getCurrentThreadCpuTime() - before) / 1e3 / EVENTS_A_BAR);
  }

  private void print(Way way, Way first) {
    List<Double> sorted = way.micros.stream().sorted().toList();
    out.printf(
        Locale.ROOT,
        "%-28s %7.1f us a scored event (%.1f-%.1f), %.1f times the speed of the first%n",
        way.name,
        median(sorted),
        sorted.get(0),
        sorted.get(sorted.size() - 1),
        median(first.micros.stream().sorted().toList()) / median(sorted));
  }

  private static double median(List<Double> sorted) {
    return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
  }

  /** One way to serve the model, with its own instrument. */
  private static final class Way {

    private final String name;
    private final long barLength;
    private final Moves moves = new Moves();
    private final FeatureScoring scoring;
    private final MicroBatch batch;
    private final ScoringState state = new ScoringState();
    private final List<Double> micros = new ArrayList<>();
    private long bars;
    private long offset;
    private int scored;

    Way(String name, LoadedModel model, int most) {
      this.name = name;
      barLength = model.metadata().timing().barLength();
      scoring =
          new FeatureScoring(
              new ModelInput(
                  new FeatureSet(model.featureNames(), barLength),
                  model.metadata().timing().windowBars(),
                  Trigger.EVERY,
                  model.encoder(),
                  model.ref()),
              EnumSet.allOf(MarketInput.class),
              instrument -> BarSource.TRADES,
              5,
              FeatureScoring.EXPIRE_AFTER);
      batch = new MicroBatch(model.scorer(), scoring.inputSize(), most);
    }

    void warmUp() {
      for (int i = 0; i < WARM_UP_BARS; i++) {
        bar(10);
      }
      bar(EVENTS_A_BAR);
      int before = scored;
      bar(EVENTS_A_BAR);
      if (scored - before != EVENTS_A_BAR) {
        throw new IllegalStateException(name + ": scored " + (scored - before) + " events");
      }
    }

    void bar(int events) {
      long start = (Moves.START / barLength + bars++) * barLength;
      for (int i = 0; i < events; i++) {
        Trade trade = moves.trade(offset, start + i * barLength / events);
        Origin origin = new Origin("market.events.v1", 0, offset);
        LogEvent event = new LogEvent(Moves.BTC, trade.availableAt(), origin, offset++, 0, trade);
        ScoreOutcome outcome = scoring.step(state, event);
        Assessment assessment = outcome.assessment();
        if (assessment != null) {
          batch.add(assessment, outcome.input());
          if (batch.isFull()) {
            batch.flush(this::take);
          }
        }
      }
      batch.flush(this::take);
    }

    private void take(Assessment assessment) {
      scored += assessment.prediction().probability() >= 0 ? 1 : 0;
    }
  }
}
