package io.tidemark.dataset;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.Intake;
import io.tidemark.core.score.RunRecords;
import io.tidemark.core.score.ScoreOutcome;
import io.tidemark.core.score.ScoringState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Folds logs with the serving core, and labels what it would have scored. Not thread-safe. */
final class FeatureFold {

  /** Rows are single bars, also for a model of several: training puts them together. */
  private static final int ONE_BAR = 1;

  /** Of one instrument; they take some hundred megabytes. */
  private static final int MOST_WAITING = 1 << 20;

  private final ExportPlan plan;
  private final List<String> ofTrades;
  private final Function<String, BarSource> sources;
  private final FeatureScoring scoring;
  private final ExportRows rows;
  private final Map<String, Track> tracks = new TreeMap<>();

  /**
   * @param sources what each instrument's bars are made of
   * @param maxFlat most flat bars in a row before features warm up anew
   * @param rows where they go
   */
  FeatureFold(ExportPlan plan, Function<String, BarSource> sources, int maxFlat, ExportRows rows) {
    this.plan = plan;
    this.sources = sources;
    this.rows = rows;
    FeatureSet features = plan.featureSet();
    this.ofTrades = features.ofTrades();
    this.scoring = new FeatureScoring(features, ONE_BAR, plan.trigger(), sources, maxFlat);
  }

  /**
   * Takes in the next event of an instrument's log.
   *
   * @throws ExportException if a feature is made of trades and the instrument has none
   */
  void step(LogEvent event) {
    if (!ofTrades.isEmpty()) {
      requireTrades(event);
    }
    Track track = tracks.get(event.instrument());
    if (track == null) {
      track = new Track(event.instrument());
      tracks.put(event.instrument(), track);
    }
    track.step(event);
  }

  private void requireTrades(LogEvent event) {
    String instrument = event.instrument();
    boolean ownCandle =
        event.fact() instanceof Candle candle && candle.instrument().equals(instrument);
    if (ownCandle && sources.apply(instrument) == BarSource.CANDLES) {
      throw new ExportException(
          "The data of "
              + instrument
              + " is candles, of which "
              + String.join(", ", ofTrades)
              + " cannot be made: give its trades, or leave them out.");
    }
  }

  /** The logs are over. */
  ExportCounts finish() {
    tracks.values().forEach(track -> track.labels.finish());
    return new ExportCounts(
        tracks.values().stream().mapToLong(track -> track.written).sum(),
        tracks.values().stream().mapToLong(track -> track.labels.holes()).sum(),
        tracks.values().stream().mapToLong(track -> track.labels.unfinished()).sum(),
        tracks.values().stream().filter(track -> track.written > 0).count(),
        tracks.values().stream().mapToLong(track -> track.late).sum());
  }

  /** One instrument on its way. */
  private final class Track {

    private final String instrument;
    private final ScoringState state = new ScoringState();
    private @Nullable Consumer<LabelledRow> file;
    final ForwardLabels labels;
    private final RunRecords runs = new RunRecords();
    long written;
    long late;

    Track(String instrument) {
      this.instrument = instrument;
      this.labels = new ForwardLabels(plan.horizon(), plan.barLength(), MOST_WAITING, this::write);
    }

    void step(LogEvent event) {
      ScoreOutcome outcome = scoring.step(state, event);
      late += outcome.intake() == Intake.LATE ? 1 : 0;
      Assessment assessment = outcome.assessment();
      runs.observe(state);
      labels.observe(state.clock, state.price, state.priceAvailableAt);
      if (assessment != null && assessment.scored()) {
        labels.add(assessment.barClosed(), assessment.features());
      }
    }

    private void write(LabelledRow row) {
      Consumer<LabelledRow> to = file;
      if (to == null) {
        to = rows.open(instrument, runs);
        file = to;
      }
      to.accept(row);
      written++;
    }
  }
}
