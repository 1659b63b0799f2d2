package io.tidemark.recordings.form;

import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.preview.BarSteps;
import io.tidemark.recordings.preview.FirstRows;
import io.tidemark.recordings.table.CandleParser;
import io.tidemark.recordings.table.JudgedColumn;
import io.tidemark.recordings.table.Judgement;
import io.tidemark.recordings.table.LineTime;
import io.tidemark.recordings.table.Table;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TableLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Tables whose rows become {@code open_time_ms,open,high,low,close,volume}. */
public final class BarTable {

  public static final List<String> HEADER =
      List.of("open_time_ms", "open", "high", "low", "close", "volume");

  private BarTable() {}

  /**
   * Of one instrument.
   *
   * @param time what the file calls the start of a bar
   * @param remarks what is known of the file already
   */
  public static TableFile of(
      Path path, String instrument, TableLayout layout, String time, List<String> remarks) {
    return of(path, instrument, layout, time, 0, remarks);
  }

  /**
   * Of one instrument.
   *
   * @param time what the file calls the start of a bar
   * @param named the bars' length as the file's name says in a way of its own, ms; 0 where it does
   *     not
   * @param remarks what is known of the file already
   */
  public static TableFile of(
      Path path,
      String instrument,
      TableLayout layout,
      String time,
      long named,
      List<String> remarks) {
    JudgedColumn column = judged(time);
    FirstRows first = FirstRows.of(path, layout, column.of());
    BarSteps steps =
        named == 0
            ? BarSteps.of(path, layout, column.of(), first.times())
            : BarSteps.of(path, layout, column.of(), first.times(), named);
    Table table = new Table(layout, first.isNewestFirst(), steps.parts(), List.of(column));
    return new TableFile(
        DataKind.CANDLES,
        List.of(instrument),
        steps.length() * 1_000,
        false,
        false,
        remarks(remarks, first, steps),
        (whose, origin) ->
            table.rows(path, row -> true, new CandleParser(whose, steps.length()), origin));
  }

  /** How bars are judged by those before and after them. */
  public static JudgedColumn judged(String time) {
    return new JudgedColumn(LineTime.millisOrMicros(0), Judgement.ofBars(time));
  }

  /** All that is to be known of a file. */
  public static List<String> remarks(List<String> known, FirstRows first, BarSteps steps) {
    List<String> remarks = new ArrayList<>(known);
    remarks.addAll(order(first));
    remarks.addAll(order(steps.parts()));
    if (first.isZero(HEADER.size() - 1)) {
      remarks.add(
          "no bar has a volume: nothing was traded in them, or they are of a mark or index price,"
              + " and no bars of trades");
    }
    if (!steps.remark().isEmpty()) {
      remarks.add(steps.remark());
    }
    return List.copyOf(remarks);
  }

  /** Which way round a file is, where that is to be said. */
  public static List<String> order(FirstRows first) {
    return first.isNewestFirst()
        ? List.of("its newest row comes first: it is read backwards, the oldest row first")
        : List.of();
  }

  /**
   * That the parts of instruments are read in another order, where there are any.
   *
   * @param parts of each instrument
   */
  public static List<String> orders(Collection<List<TableLayout>> parts) {
    long many = parts.stream().filter(each -> !each.isEmpty()).count();
    if (parts.size() == 1) {
      return order(parts.iterator().next());
    }
    return many == 0
        ? List.of()
        : List.of(
            "the parts of "
                + many
                + " of its "
                + parts.size()
                + " instruments stand in the wrong order: they are read in the order of time");
  }

  /** That the parts of a file are read in another order, where there are any. */
  public static List<String> order(List<TableLayout> parts) {
    return parts.isEmpty()
        ? List.of()
        : List.of(
            "its "
                + parts.size()
                + " parts stand in the wrong order: they are read in the order of time");
  }
}
