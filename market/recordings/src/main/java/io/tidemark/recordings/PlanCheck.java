package io.tidemark.recordings;

import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.file.UnreadableDataException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which files cannot be played together, each with one sentence. */
final class PlanCheck {

  /** More markets than this at once are an accident. */
  static final int MOST_INSTRUMENTS = 1_000;

  private PlanCheck() {}

  static void instruments(Set<String> instruments, List<String> ignored) {
    if (instruments.isEmpty()) {
      String why = ignored.isEmpty() ? "" : " " + String.join(". ", ignored) + ".";
      throw new UnreadableDataException(
          "None of the files holds bars or trades: give at least one that does." + why);
    }
    if (instruments.size() > MOST_INSTRUMENTS) {
      throw new UnreadableDataException(
          "The files hold bars or trades of "
              + instruments.size()
              + " instruments, "
              + MOST_INSTRUMENTS
              + " can be played at a time: give fewer files.");
    }
  }

  static void history(List<DataFile> files, Set<String> instruments) {
    for (DataFile file : files) {
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
  }

  static void together(List<DataFile> files) {
    Set<Object> paths = new HashSet<>();
    Map<String, DataFile> bars = new HashMap<>();
    for (DataFile file : files) {
      if (!paths.add(List.of(file.path().toAbsolutePath().normalize(), file.kind()))) {
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
