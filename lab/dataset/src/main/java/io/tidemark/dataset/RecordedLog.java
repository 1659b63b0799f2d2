package io.tidemark.dataset;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.recordings.DataFile;
import io.tidemark.recordings.Replay;
import io.tidemark.recordings.ReplayItem;
import io.tidemark.recordings.file.DataKind;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Recorded files as logs: what their rows and messages say, without those that are no facts. */
public final class RecordedLog implements EventLog {

  private final Replay replay;
  private long refused;
  private @Nullable LogEvent next;

  /**
   * Opens the files.
   *
   * @param set the features: those of references get their candles
   * @throws ExportException if a file's candles do not make up its bars, or a reference has none
   */
  public RecordedLog(List<DataFile> files, FeatureSet set) {
    long bar = set.barLength();
    for (DataFile file : files) {
      if (file.kind() == DataKind.CANDLES && bar % file.barLength() != 0) {
        throw new ExportException(
            file.path()
                + " holds bars of "
                + BarLength.text(file.barLength())
                + ", which do not make up bars of "
                + BarLength.text(bar)
                + ": choose another --bar.");
      }
    }
    this.replay = Replay.open(files, List.of(), (log, of) -> set.refersTo(of));
    List<String> lacking =
        set.referencesBeside(
            replay.instruments().stream()
                .filter(instrument -> replay.holds(instrument, EventKind.CANDLE))
                .toList());
    if (!lacking.isEmpty()) {
      replay.close();
      throw new ExportException(
          "The features refer to "
              + String.join(", ", lacking)
              + ", of which there are no bars: give them, too.");
    }
  }

  /** Whose logs there are. */
  public List<String> instruments() {
    return replay.instruments();
  }

  @Override
  public BarSource barSource(String instrument) {
    return replay.holds(instrument, EventKind.TRADE) ? BarSource.TRADES : BarSource.CANDLES;
  }

  @Override
  public long refused() {
    return refused;
  }

  @Override
  public List<String> ignored() {
    return replay.ignored();
  }

  @Override
  public boolean hasNext() {
    while (next == null && replay.hasNext()) {
      if (replay.next() instanceof ReplayItem.Event event) {
        next = event.event();
      } else {
        refused++;
      }
    }
    return next != null;
  }

  @Override
  public LogEvent next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("The recorded data is over.");
    }
    LogEvent event = next;
    next = null;
    return event;
  }

  @Override
  public void close() {
    replay.close();
  }
}
