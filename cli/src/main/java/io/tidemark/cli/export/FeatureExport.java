package io.tidemark.cli.export;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.InstrumentState;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Folds logs with the serving core, and labels what it would have scored. */
final class FeatureExport {

  /** Rows are single bars, also for a model of several: training puts them together. */
  private static final int ONE_BAR = 1;

  /** Of one instrument; they take some hundred megabytes. */
  private static final int MOST_WAITING = 1 << 20;

  private FeatureExport() {}

  /**
   * Folds {@code log} to its end.
   *
   * @param wanted which instruments
   * @param maxFlat most flat bars in a row before features warm up anew
   * @param out is given each row with its instrument; an instrument's rows come in order of time
   */
  static ExportCounts run(
      EventLog log,
      ExportPlan plan,
      Predicate<String> wanted,
      int maxFlat,
      BiConsumer<String, LabelledRow> out) {
    FeatureScoring scoring =
        new FeatureScoring(plan.featureSet(), ONE_BAR, plan.trigger(), log::barSource, maxFlat);
    Map<String, Track> tracks = new TreeMap<>();
    while (log.hasNext()) {
      LogEvent event = log.next();
      if (wanted.test(event.instrument())) {
        tracks
            .computeIfAbsent(event.instrument(), name -> new Track(name, plan, out))
            .step(scoring, event);
      }
    }
    tracks.values().forEach(track -> track.labels.finish());
    return new ExportCounts(
        tracks.values().stream().mapToLong(track -> track.rows).sum(),
        tracks.values().stream().mapToLong(track -> track.labels.holes()).sum(),
        tracks.values().stream().mapToLong(track -> track.labels.unfinished()).sum(),
        log.refused());
  }

  /** One instrument on its way. */
  private static final class Track {

    final ForwardLabels labels;
    final InstrumentState state = new InstrumentState();
    long rows;

    Track(String instrument, ExportPlan plan, BiConsumer<String, LabelledRow> out) {
      this.labels =
          new ForwardLabels(
              plan.horizon(),
              plan.barLength(),
              MOST_WAITING,
              row -> {
                rows++;
                out.accept(instrument, row);
              });
    }

    void step(FeatureScoring scoring, LogEvent event) {
      Assessment assessment = scoring.step(state, event).assessment();
      labels.observe(state.clock, state.price, state.priceAvailableAt);
      if (assessment != null && assessment.scored()) {
        labels.add(assessment.features());
      }
    }
  }
}
