package io.tidemark.bench.outcome;

import io.tidemark.bench.drift.Section;
import io.tidemark.client.CommandFailedException;
import io.tidemark.core.drift.DriftGate;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.signal.Stages;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.Manifest;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelDescription;
import io.tidemark.models.ModelRejectedException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a model's gate makes of injected changes: the delay of each, and the false alarms, for
 * inputs and scores alone and with outcomes. The first row, of no change, is the control. Calm
 * series are drawn in blocks from recorded bars of the model's validation period; everything behind
 * the bars is what serves.
 */
public final class ModelDelays {

  /** The sides that are compared. */
  private static final int WITHOUT = 0;

  private static final int WITH = 1;
  private static final int SIDES = 2;

  /** Calm bars before a change: features are warm, windows full. */
  private static final int BEFORE = 1_000;

  private final Order order;
  private final Consumer<String> progress;

  /**
   * What is wanted.
   *
   * @param model directory of a version with {@code outcomes.json}
   * @param bars recorded file of its instrument
   * @param series how many are drawn for each change
   * @param longest bars that a change is waited for
   * @param budget samples of one instrument in which it may be paused falsely once
   * @param seed of all draws
   */
  public record Order(Path model, Path bars, int series, int longest, int budget, long seed) {}

  /** What one change came to. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Row(InjectedChange change, int[][] delays, Map<String, Integer> named) {}

  public ModelDelays(Order order, Consumer<String> progress) {
    this.order = order;
    this.progress = progress;
  }

  /**
   * The table.
   *
   * @throws CommandFailedException if the model brings no {@code outcomes.json}, or its bars are
   *     not to be had
   */
  public Section run() throws ModelRejectedException {
    ModelArtefact artefact = ModelArtefact.read(order.model());
    if (artefact.describe().outcomes() == null) {
      throw new CommandFailedException(
          order.model() + " has no outcomes.json: run ./tidemark drift calibrate on a copy of it");
    }
    try (LoadedModel model = artefact.open()) {
      Manifest.Period period = model.description().manifest().data().validation();
      CalmBars calm =
          CalmBars.read(
              order.bars(),
              new FeatureSet(model.featureNames(), model.metadata().timing().barLength()),
              micros(period.from()),
              micros(period.to()));
      JobConfig config = config(calm.instrument());
      List<Row> rows = new ArrayList<>();
      for (InjectedChange change : InjectedChange.values()) {
        rows.add(row(change, model, calm, config));
        progress.accept(change.words() + ": done");
      }
      return section(model, rows, falseAlarms(model, calm, config));
    }
  }

  private JobConfig config(String instrument) {
    return ConfigLoader.load(
        Job.SIGNAL,
        null,
        List.of(
            "instruments=" + instrument,
            "bars.source=candles",
            "model.path=" + order.model(),
            "drift.budget=" + order.budget(),
            "kafka.bootstrap-servers=127.0.0.1:9"),
        Map.of());
  }

  /** Gates keep nothing of their own, so each series may have them. */
  private List<DriftGate> gates(LoadedModel model, JobConfig config) {
    ModelDescription all = model.description();
    ModelDescription blind =
        new ModelDescription(
            all.ref(),
            all.manifest(),
            all.metadata(),
            all.baseline(),
            all.operations(),
            all.calibration(),
            null);
    return List.of(Stages.driftGate(blind, config), Stages.driftGate(all, config));
  }

  private Row row(InjectedChange change, LoadedModel model, CalmBars calm, JobConfig config) {
    int[][] delays = new int[SIDES][order.series()];
    Map<String, Integer> named = new TreeMap<>();
    List<DriftGate> gates = gates(model, config);
    for (int s = 0; s < order.series(); s++) {
      List<RelativeBar> bars = calm.draw(BEFORE + order.longest(), order.seed() + s);
      GatedSeries series =
          new GatedSeries(model, calm, gates, config.market().maxFlatBars(), order.seed() - 1 - s);
      for (int i = 0; i < BEFORE; i++) {
        series.step(bars.get(i), InjectedChange.NONE);
      }
      for (int side = 0; side < SIDES; side++) {
        delays[side][s] = series.isPaused(side) ? -1 : order.longest() + 1;
      }
      for (int i = 0; i < order.longest() && isOpen(delays, s); i++) {
        series.step(bars.get(BEFORE + i), change);
        for (int side = 0; side < SIDES; side++) {
          if (delays[side][s] > order.longest() && series.isPaused(side)) {
            delays[side][s] = i + 1;
            if (side == WITH) {
              named.merge(series.named(side), 1, Integer::sum);
            }
          }
        }
      }
    }
    return new Row(change, delays, named);
  }

  private boolean isOpen(int[][] delays, int series) {
    return delays[WITHOUT][series] > order.longest() || delays[WITH][series] > order.longest();
  }

  /** Pauses of each side on calm series of two budgets; each begins anew behind a pause. */
  private int[] falseAlarms(LoadedModel model, CalmBars calm, JobConfig config) {
    int[] alarms = new int[SIDES];
    List<DriftGate> gates = gates(model, config);
    for (int s = 0; s < order.series(); s++) {
      GatedSeries series =
          new GatedSeries(model, calm, gates, config.market().maxFlatBars(), order.seed() - 1 - s);
      for (RelativeBar bar : calm.draw(2 * order.budget(), order.seed() + 1_000 + s)) {
        series.step(bar, InjectedChange.NONE);
        for (int side = 0; side < SIDES; side++) {
          if (series.isPaused(side)) {
            alarms[side]++;
            series.resume(side);
          }
        }
      }
    }
    progress.accept("false alarms: counted");
    return alarms;
  }

  private Section section(LoadedModel model, List<Row> rows, int[] alarms) {
    List<List<String>> cells = new ArrayList<>();
    for (Row row : rows) {
      cells.add(
          List.of(
              row.change().words(),
              median(row.delays()[WITHOUT]),
              seen(row.delays()[WITHOUT]),
              median(row.delays()[WITH]),
              seen(row.delays()[WITH]),
              row.named().entrySet().stream()
                  .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                  .map(Map.Entry::getKey)
                  .orElse("-")));
    }
    double calmBars = 2.0 * order.budget() * order.series();
    cells.add(
        List.of(
            "false pauses in %,.0f calm bars".formatted(calmBars),
            String.valueOf(alarms[WITHOUT]),
            perBudget(calmBars, alarms[WITHOUT]),
            String.valueOf(alarms[WITH]),
            perBudget(calmBars, alarms[WITH]),
            "bars per pause over the budget"));
    return new Section(
        "Delay in bars of " + model.ref().name(),
        "%d series each, blocks of %d bars of the validation period, seed %d; budget %,d bars; waited %,d bars. Median delay and share of series that were paused, of those not paused before."
            .formatted(
                order.series(), CalmBars.BLOCK, order.seed(), order.budget(), order.longest()),
        List.of(
            "change", "inputs and scores", "seen", "with outcomes", "seen ", "named most often"),
        cells,
        List.of());
  }

  private String perBudget(double bars, int alarms) {
    return alarms == 0
        ? "none"
        : String.format(Locale.ROOT, "%.2f", bars / alarms / order.budget());
  }

  private String median(int[] delays) {
    int[] sorted = Arrays.stream(delays).filter(delay -> delay >= 0).sorted().toArray();
    if (sorted.length == 0) {
      return "-";
    }
    int median = sorted[(sorted.length - 1) / 2];
    return median > order.longest() ? "> " + order.longest() : String.valueOf(median);
  }

  private String seen(int[] delays) {
    long open = Arrays.stream(delays).filter(delay -> delay >= 0).count();
    long seen =
        Arrays.stream(delays).filter(delay -> delay >= 0 && delay <= order.longest()).count();
    return seen + " of " + open;
  }

  private static long micros(String instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
  }
}
