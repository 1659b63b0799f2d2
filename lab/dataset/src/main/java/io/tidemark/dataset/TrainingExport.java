package io.tidemark.dataset;

import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.recordings.DataFile;
import io.tidemark.simulator.Scenario;
import io.tidemark.simulator.SimInstrument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The export as other commands ask for it: the features of a training configuration. */
public final class TrainingExport {

  private static final int MOST_DAYS = 366;

  private TrainingExport() {}

  /** Where the events come from. */
  public interface Data {
    /** Opens them for features such as these. */
    EventLog open(FeatureSet features);
  }

  /**
   * Recorded files.
   *
   * @param instrument whose they are, where their paths do not say; null if they do
   */
  public static Data recorded(List<Path> files, @Nullable String instrument) {
    return features -> new RecordedLog(DataFile.recogniseAll(files, instrument), features);
  }

  /**
   * The same data without what could be known only from an instant on.
   *
   * @param end µs since the epoch, exclusive
   */
  public static Data endingAt(Data data, long end) {
    return features -> new EndingLog(data.open(features), end);
  }

  /**
   * A simulated market.
   *
   * @param days of it, 1 to 366
   * @param instrument the only one that is wanted; null for all
   * @throws ExportException if there is no such market
   */
  public static Data simulated(int days, long seed, @Nullable String instrument) {
    if (days < 1 || days > MOST_DAYS) {
      throw new ExportException(
          "--simulate-days is " + days + ", it must be 1 to " + MOST_DAYS + ".");
    }
    List<String> there = SimInstrument.ALL.stream().map(SimInstrument::name).toList();
    if (instrument != null && !there.contains(instrument)) {
      throw new ExportException(
          "--instrument is '"
              + instrument
              + "', but the simulated market has "
              + String.join(", ", there)
              + ": name one of them, or leave it out for all.");
    }
    return features -> new SimulatedLog(Scenario.training(seed, days), seed);
  }

  /**
   * Writes the folder of an export.
   *
   * @param config the training configuration, whose features, bar, trigger and horizon they are
   * @param wanted which instruments
   * @param maxFlatBars most flat bars in a row before features warm up anew
   * @param folder a new one; those above it are created
   * @return what became of the data, in one line
   * @throws ExportException if there is nothing to train on, saying why
   * @throws io.tidemark.recordings.file.UnreadableDataException if a file is none that can be read
   */
  public static String write(
      Path config, Data data, Predicate<String> wanted, int maxFlatBars, Path folder) {
    TrainingConfig asked = TrainingConfig.read(config);
    ExportPlan plan =
        ExportPlan.of(asked.features(), asked.bar(), asked.trigger(), asked.horizonBars());
    return write(plan, data, wanted, maxFlatBars, folder);
  }

  /**
   * Writes the folder of an export.
   *
   * @param plan its features, bar, trigger and horizon
   * @param wanted which instruments
   * @param maxFlatBars most flat bars in a row before features warm up anew
   * @param folder a new one; those above it are created
   * @return what became of the data, in one line
   * @throws ExportException if there is nothing to train on, saying why
   * @throws io.tidemark.recordings.file.UnreadableDataException if a file is none that can be read
   */
  public static String write(
      ExportPlan plan, Data data, Predicate<String> wanted, int maxFlatBars, Path folder) {
    try (EventLog log = data.open(plan.featureSet())) {
      return write(log, plan, wanted, maxFlatBars, 1, folder);
    }
  }

  /**
   * Writes the folder of an export of a log that is open.
   *
   * @param plan its features, bar, trigger and horizon
   * @param wanted which instruments
   * @param maxFlatBars most flat bars in a row before features warm up anew
   * @param parallelism how many instruments at a time; the bytes do not depend on it
   * @param folder a new one; those above it are created
   * @return what became of the data, in one line
   * @throws ExportException if there is nothing to train on, saying why
   */
  public static String write(
      EventLog log,
      ExportPlan plan,
      Predicate<String> wanted,
      int maxFlatBars,
      int parallelism,
      Path folder) {
    ExportCounts counts;
    try (ExportFolder files = new ExportFolder(folder, plan)) {
      counts = FeatureExport.run(log, plan, wanted, maxFlatBars, parallelism, files);
      if (counts.rows() == 0) {
        throw new ExportException(
            "Nothing was scored: is the data shorter than the warm-up?" + ofRefused(log.refused()));
      }
      files.finish();
    } catch (IOException | UncheckedIOException e) {
      throw new ExportException(
          folder + " cannot be written (" + e + "): may it be, and is there room on the disk?", e);
    }
    return "%s: %d rows, instruments: %d; dropped %d (%d in a hole, %d past the end); refused %d rows of the data; %d late%s"
        .formatted(
            folder,
            counts.rows(),
            counts.instruments(),
            counts.holes() + counts.unfinished(),
            counts.holes(),
            counts.unfinished(),
            log.refused(),
            counts.late(),
            counts.late() == 0
                ? ""
                : ", their bars had closed: ./tidemark quality shows where the clock of the data"
                    + " jumps");
  }

  private static String ofRefused(long rows) {
    return rows == 0 ? "" : " Of its rows " + rows + " were refused: ./tidemark quality says why.";
  }
}
