package io.tidemark.recordings;

import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.Instruments;
import io.tidemark.exchange.Venue;
import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.message.RecordingReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which rows of which files are played: decided before the first one is. A recording is read once
 * for that, because only its messages say which instruments it holds.
 */
final class ReplayPlan implements AutoCloseable {

  private final List<Source> sources = new ArrayList<>();
  private final List<RecordingReader> readers = new ArrayList<>();
  private final Map<String, Set<EventKind>> contents = new TreeMap<>();
  private final Map<String, Long> begins = new HashMap<>();
  private final List<String> ignored = new ArrayList<>();
  private final Set<String> origins = new HashSet<>();

  private ReplayPlan() {}

  /** Opens the files. */
  static ReplayPlan of(List<DataFile> data, List<DataFile> history) {
    PlanCheck.together(data);
    PlanCheck.together(history);
    ReplayPlan plan = new ReplayPlan();
    try {
      plan.openAll(data, history);
    } catch (UnreadableDataException e) {
      plan.close();
      throw e;
    }
    return plan;
  }

  /**
   * History first, then tables in the order in which they were given, but series after the others,
   * then recordings.
   */
  List<Source> sources() {
    return sources;
  }

  /** The recordings among the sources. */
  List<RecordingReader> readers() {
    return readers;
  }

  /** Whose logs are written, in alphabetical order. */
  List<String> instruments() {
    return List.copyOf(contents.keySet());
  }

  /** Whether the data, without history, holds facts of this kind of an instrument. */
  boolean holds(String instrument, EventKind kind) {
    return contents.getOrDefault(instrument, Set.of()).contains(kind);
  }

  /** What is not played, one sentence each. */
  List<String> ignored() {
    return Collections.unmodifiableList(ignored);
  }

  @Override
  public void close() {
    sources.forEach(Source::close);
  }

  private void openAll(List<DataFile> data, List<DataFile> history) {
    List<DataFile> tables =
        data.stream()
            .filter(file -> file.venue() == null)
            .sorted(Comparator.comparing(DataFile::isSeries)) // stable
            .toList();
    tables.forEach(this::note);
    for (DataFile file : tables) {
      if (file.isAsDelivered()) {
        ignored.add(
            file.name()
                + " is read as it was delivered, some rows may be repaired: ./tidemark quality says"
                + " which");
      }
    }
    for (DataFile file : data) {
      file.remarks().forEach(remark -> ignored.add(file.name() + ": " + remark));
    }
    ignored.addAll(TradeForms.remarks(data));
    List<String> historyNames = history.stream().map(this::originOf).toList();
    List<String> tableNames = tables.stream().map(this::originOf).toList();
    List<Recording> recordings = recordings(data);
    List<Map<String, Recording.Holding>> surveys =
        recordings.stream().map(Recording::survey).toList();
    surveys.forEach(this::notePrices);
    tables.forEach(this::noteBooks);
    boolean untraded = contents.isEmpty();
    for (int i = 0; i < recordings.size(); i++) {
      noteOthers(recordings.get(i).name(), surveys.get(i), untraded);
    }
    PlanCheck.instruments(contents.keySet(), ignored);
    PlanCheck.history(history, contents.keySet());
    for (int i = 0; i < history.size(); i++) {
      open(history.get(i), historyNames.get(i));
    }
    List<Source> before = List.copyOf(sources);
    for (int i = 0; i < tables.size(); i++) {
      open(tables.get(i), tableNames.get(i));
    }
    for (Source source : sources.subList(before.size(), sources.size())) {
      source.markets().forEach(name -> begins.merge(name, source.firstEventTime(), Math::min));
    }
    for (int i = 0; i < recordings.size(); i++) {
      open(recordings.get(i), surveys.get(i));
    }
    for (Source source : before) {
      source.keepUntil(begins.getOrDefault(source.markets().get(0), Long.MAX_VALUE));
    }
  }

  private List<Recording> recordings(List<DataFile> data) {
    Map<Venue, List<DataFile>> files = new EnumMap<>(Venue.class);
    for (DataFile file : data) {
      Venue venue = file.venue();
      if (venue != null) {
        files.computeIfAbsent(venue, v -> new ArrayList<>()).add(file);
      }
    }
    List<Recording> recordings = new ArrayList<>();
    files.forEach(
        (venue, of) ->
            recordings.add(Recording.of(venue, of, of.stream().map(this::originOf).toList())));
    return recordings;
  }

  private void note(DataFile file) {
    if (file.isMarket()) {
      EventKind kind = file.kind() == DataKind.CANDLES ? EventKind.CANDLE : EventKind.TRADE;
      file.instruments().forEach(instrument -> note(instrument, Set.of(kind)));
    }
  }

  /** Books alone are no market. */
  private void noteBooks(DataFile file) {
    if (file.kind() == DataKind.BOOKS) {
      file.instruments().stream()
          .filter(contents::containsKey)
          .forEach(instrument -> note(instrument, Set.of(EventKind.BOOK)));
    }
  }

  private void notePrices(Map<String, Recording.Holding> survey) {
    survey.forEach(
        (instrument, holding) -> {
          if (holding.hasPrice()) {
            note(instrument, holding.kinds());
            begins.merge(instrument, holding.begin(), Math::min);
          }
        });
  }

  /** Where nothing was traded at all, what there is is played: it may be read, if not scored. */
  private void noteOthers(
      String recording, Map<String, Recording.Holding> survey, boolean untraded) {
    List<String> without = new ArrayList<>();
    survey.forEach(
        (instrument, holding) -> {
          if (instrument.equals(Instruments.ALL)) {
            return;
          }
          if (untraded || contents.containsKey(instrument)) {
            note(instrument, holding.kinds());
          } else {
            without.add(instrument);
          }
        });
    if (untraded && !survey.isEmpty()) {
      ignored.add(recording + ": nothing was traded in it, so nothing will be scored");
    }
    if (!without.isEmpty()) {
      ignored.add(recording + ": " + leftOut(without));
    }
  }

  private void note(String instrument, Set<EventKind> kinds) {
    contents.computeIfAbsent(instrument, i -> EnumSet.noneOf(EventKind.class)).addAll(kinds);
  }

  private static String leftOut(List<String> instruments) {
    int shown = Math.min(8, instruments.size());
    String more =
        shown < instruments.size() ? " and " + (instruments.size() - shown) + " more" : "";
    return String.join(", ", instruments.subList(0, shown))
        + more
        + (instruments.size() == 1 ? " is" : " are")
        + " left out, no bars or trades of "
        + (instruments.size() == 1 ? "it" : "them")
        + " were recorded, and there is no price without";
  }

  private void open(DataFile file, String origin) {
    for (String instrument : file.instruments()) {
      if (instrument.equals(Instruments.ALL) || contents.containsKey(instrument)) {
        List<String> markets = file.isMarket() ? List.of(instrument) : List.of();
        sources.add(new Source(file.open(instrument, origin), markets, sources.size(), file));
      } else {
        ignored.add(
            file.name() + ": " + instrument + " is left out, no bars or trades of it are played");
      }
    }
  }

  private void open(Recording recording, Map<String, Recording.Holding> survey) {
    List<String> markets =
        survey.entrySet().stream()
            .filter(entry -> entry.getValue().hasPrice())
            .map(Map.Entry::getKey)
            .toList();
    RecordingReader reader = recording.open(contents::containsKey);
    readers.add(reader);
    sources.add(new Source(reader, markets, sources.size(), null));
  }

  /** The file's name, with its folder where two are called the same. */
  private String originOf(DataFile file) {
    if (origins.add(file.name())) {
      return file.name();
    }
    String longer = String.valueOf(file.path().toAbsolutePath());
    origins.add(longer);
    return longer;
  }
}
