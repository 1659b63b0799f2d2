package io.tidemark.bench.parity;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.dataset.EventLog;
import io.tidemark.dataset.ExportCounts;
import io.tidemark.dataset.ExportPlan;
import io.tidemark.dataset.FeatureExport;
import io.tidemark.dataset.RecordedLog;
import io.tidemark.dataset.SimulatedLog;
import io.tidemark.flink.config.MarketSettings;
import io.tidemark.recordings.DataFile;
import io.tidemark.simulator.Scenario;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What an export would write of a log, and the log itself.
 *
 * @param events of the log
 * @param rows vectors with a label
 * @param dropped vectors whose label was never known, in a hole or at the end
 * @param sources what the bars of each instrument are made of
 */
public record ExportedVectors(
    long events, long rows, long dropped, Map<String, BarSource> sources) {

  /** Is given each row. */
  @FunctionalInterface
  public interface Rows {

    /**
     * One row.
     *
     * @param clock when it could be known, µs
     */
    void row(String instrument, long clock, float[] features);
  }

  /** Where the rows go, and how the log is read on the way. */
  public record Listeners(Consumer<LogEvent> log, Rows rows) {}

  /**
   * Exports recorded files, scored upon every event.
   *
   * @param most events that are read
   */
  public static ExportedVectors ofRecorded(
      List<DataFile> files, long most, String bar, List<String> features, Listeners out) {
    return run(
        new RecordedLog(files, new FeatureSet(features, BarLength.micros(bar))),
        most,
        bar,
        features,
        out);
  }

  /** Exports the simulated market, scored upon every event. */
  public static ExportedVectors ofSimulated(
      Scenario scenario, long seed, long most, String bar, List<String> features, Listeners out) {
    return run(new SimulatedLog(scenario, seed), most, bar, features, out);
  }

  private static ExportedVectors run(
      EventLog log, long most, String bar, List<String> features, Listeners out) {
    ExportPlan plan = ExportPlan.of(features, bar, "every", 1);
    int maxFlat = MarketSettings.BARS_MAX_FLAT.option().defaultValue();
    try (Overheard overheard = new Overheard(log, most, out.log())) {
      ExportCounts counts =
          FeatureExport.run(
              overheard,
              plan,
              instrument -> true,
              maxFlat,
              1,
              (instrument, runs) -> row -> out.rows().row(instrument, row.clock(), row.features()));
      return new ExportedVectors(
          overheard.events, counts.rows(), counts.holes() + counts.unfinished(), overheard.sources);
    }
  }

  /** A log that somebody else hears, too. */
  private static final class Overheard implements EventLog {

    private final EventLog log;
    private final long most;
    private final Consumer<LogEvent> listener;
    private final Map<String, BarSource> sources = new TreeMap<>();
    private long events;

    Overheard(EventLog log, long most, Consumer<LogEvent> listener) {
      this.log = log;
      this.most = most;
      this.listener = listener;
    }

    @Override
    public BarSource barSource(String instrument) {
      return log.barSource(instrument);
    }

    @Override
    public long refused() {
      return log.refused();
    }

    @Override
    public boolean hasNext() {
      return events < most && log.hasNext();
    }

    @Override
    public LogEvent next() {
      LogEvent event = log.next();
      events++;
      sources.computeIfAbsent(event.instrument(), log::barSource);
      listener.accept(event);
      return event;
    }

    @Override
    public void close() {
      log.close();
    }
  }
}
