package io.tidemark.cli.data;

import io.tidemark.core.fact.Instruments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which rows of which files are played: decided before the first one is.
 *
 * @param sources in the order in which the files were given, history first
 * @param instruments whose logs are written, in alphabetical order
 * @param ignored what is not played, one sentence each
 */
record ReplayPlan(List<Source> sources, List<String> instruments, List<String> ignored)
    implements AutoCloseable {

  static ReplayPlan of(List<DataFile> data, List<DataFile> history) {
    TreeSet<String> instruments = new TreeSet<>();
    for (DataFile file : data) {
      if (file.kind() == DataKind.CANDLES || file.kind() == DataKind.TRADES) {
        instruments.addAll(file.instruments());
      }
    }
    check(data, history, instruments);
    ReplayPlan plan =
        new ReplayPlan(new ArrayList<>(), List.copyOf(instruments), new ArrayList<>());
    try {
      plan.openAll(data, history);
    } catch (UnreadableDataException e) {
      plan.close();
      throw e;
    }
    return plan;
  }

  @Override
  public void close() {
    sources.forEach(Source::close);
  }

  private void openAll(List<DataFile> data, List<DataFile> history) {
    Set<String> origins = new HashSet<>();
    for (DataFile file : history) {
      open(file, originOf(file, origins), true);
    }
    for (DataFile file : data) {
      open(file, originOf(file, origins), false);
    }
    Map<String, Long> begins = new HashMap<>();
    for (Source source : sources) {
      if (!source.isHistory() && source.isMarket()) {
        begins.merge(source.instrument(), source.firstEventTime(), Math::min);
      }
    }
    for (Source source : sources) {
      if (source.isHistory()) {
        source.keepUntil(begins.getOrDefault(source.instrument(), Long.MAX_VALUE));
      }
    }
  }

  private void open(DataFile file, String origin, boolean history) {
    for (String instrument : file.instruments()) {
      if (instrument.equals(Instruments.ALL) || instruments.contains(instrument)) {
        sources.add(new Source(file, instrument, origin, sources.size(), history));
      } else {
        ignored.add(
            file.name() + ": " + instrument + " is left out, no bars or trades of it are played");
      }
    }
  }

  /** The file's name, with its folder where two are called the same. */
  private static String originOf(DataFile file, Set<String> taken) {
    if (taken.add(file.name())) {
      return file.name();
    }
    String longer = String.valueOf(file.path().toAbsolutePath());
    taken.add(longer);
    return longer;
  }

  private static void check(List<DataFile> data, List<DataFile> history, Set<String> instruments) {
    if (instruments.isEmpty()) {
      throw new UnreadableDataException(
          "None of the files holds bars or trades: give at least one that does.");
    }
    checkTogether(data);
    checkTogether(history);
    for (DataFile file : history) {
      checkHistory(file, instruments);
    }
  }

  private static void checkHistory(DataFile file, Set<String> instruments) {
    if (file.kind() != DataKind.CANDLES) {
      throw new UnreadableDataException(
          file.path() + " cannot be history: give closed bars to --history.");
    }
    if (!instruments.containsAll(file.instruments())) {
      throw new UnreadableDataException(
          file.path()
              + " is history of "
              + file.instruments().get(0)
              + ", but the data is of "
              + String.join(", ", instruments)
              + ": give bars of the same instrument or name it with --instrument.");
    }
  }

  private static void checkTogether(List<DataFile> files) {
    Set<Object> paths = new HashSet<>();
    Map<String, DataFile> bars = new HashMap<>();
    for (DataFile file : files) {
      if (!paths.add(file.path().toAbsolutePath().normalize())) {
        throw new UnreadableDataException(file.path() + " is given twice: give it once.");
      }
      if (file.kind() == DataKind.CANDLES) {
        DataFile other = bars.putIfAbsent(file.instruments().get(0), file);
        if (other != null && other.barLength() != file.barLength()) {
          throw new UnreadableDataException(
              other.path()
                  + " and "
                  + file.path()
                  + " hold bars of one instrument in two lengths: give one of them.");
        }
      }
    }
  }
}
