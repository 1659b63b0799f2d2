package io.tidemark.recordings;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Trade;
import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.table.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Files that are read together: which rows of their tables another one of them gave already, as a
 * replay of all would say. Tables are merged as {@link Replay} merges them. One bit is kept of a
 * row that is repeated.
 */
public final class FilesTogether {

  /** Offsets of one set of bits: they are dense in tables, and sparse in series. */
  private static final int PAGE = 1 << 12;

  private final List<DataFile> files;
  private final Map<RowsOf, Map<Long, BitSet>> repeated = new HashMap<>();

  /** Of one instrument in one file: their offsets differ. */
  private record RowsOf(Path path, String instrument) {}

  /** Tables of which one may repeat what another says. */
  private record Alike(DataKind kind, long barLength) {}

  private FilesTogether(List<DataFile> files) {
    this.files = files;
  }

  /** Reads those of the tables that hold the same kind of facts of one instrument; each once. */
  public static FilesTogether of(List<DataFile> files) {
    FilesTogether together = new FilesTogether(files);
    Map<Alike, List<DataFile>> tables = new LinkedHashMap<>();
    Set<Path> paths = new HashSet<>();
    for (DataFile file : files) {
      if (file.venue() == null && file.kind() != DataKind.BOOKS && paths.add(file.path())) {
        tables
            .computeIfAbsent(new Alike(file.kind(), file.barLength()), a -> new ArrayList<>())
            .add(file);
      }
    }
    tables.values().forEach(together::merge);
    return together;
  }

  /** All of them. */
  public List<DataFile> files() {
    return files;
  }

  /** The row as it is among the others: refused where another file gave its fact already. */
  public Row judged(DataFile file, Row row) {
    return row.fact() instanceof Parsed.Valid<Fact> valid && isRepeated(file, row, valid.value())
        ? new Row(
            row.origin(),
            row.line(),
            Row.UNKNOWN,
            Parsed.rejected(RejectReason.DUPLICATE, RepeatedFacts.words(valid.value())),
            List.of(),
            row.number())
        : row;
  }

  private boolean isRepeated(DataFile file, Row row, Fact fact) {
    if (repeated.isEmpty()) {
      return false;
    }
    long offset = row.origin().offset();
    RowsOf rows = new RowsOf(file.path(), fact.instrument());
    BitSet page = repeated.getOrDefault(rows, Map.of()).get(offset / PAGE);
    return page != null && page.get((int) (offset % PAGE));
  }

  private void merge(List<DataFile> alike) {
    Set<String> once = new HashSet<>();
    Set<String> more = new HashSet<>();
    alike.forEach(file -> file.instruments().stream().filter(i -> !once.add(i)).forEach(more::add));
    List<Source> sources = new ArrayList<>();
    try {
      for (DataFile file : alike) {
        for (String instrument : file.instruments()) {
          if (more.contains(instrument)) {
            List<String> markets = file.isMarket() ? List.of(instrument) : List.of();
            sources.add(
                new Source(file.open(instrument, file.name()), markets, sources.size(), file));
          }
        }
      }
      merge(sources, new TradeForms(sources));
    } catch (UnreadableDataException e) {
      return; // that a file breaks off is said where it is read alone
    } finally {
      sources.forEach(Source::close);
    }
  }

  private void merge(List<Source> sources, TradeForms forms) {
    RepeatedFacts facts = new RepeatedFacts(forms);
    PriorityQueue<Source> queue =
        new PriorityQueue<>(Comparator.comparingLong(Source::key).thenComparingInt(Source::rank));
    sources.stream().filter(source -> source.head() != null).forEach(queue::add);
    for (Source source = queue.poll(); source != null; source = queue.poll()) {
      look(source, forms, facts);
      source.advance();
      if (source.head() != null) {
        queue.add(source);
      }
    }
  }

  private void look(Source source, TradeForms forms, RepeatedFacts facts) {
    Row row = source.head();
    Fact fact = source.fact();
    DataFile file = source.file();
    if (row == null || fact == null || file == null) {
      return;
    }
    if (fact instanceof Trade trade && !forms.counts(source, trade)) {
      source.drop();
    } else if (facts.holds(source, fact)) {
      long offset = row.origin().offset();
      repeated
          .computeIfAbsent(new RowsOf(file.path(), fact.instrument()), any -> new HashMap<>())
          .computeIfAbsent(offset / PAGE, any -> new BitSet(PAGE))
          .set((int) (offset % PAGE));
    }
  }
}
