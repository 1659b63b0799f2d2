package io.tidemark.recordings.table;

import io.tidemark.exchange.series.MacroSeries;
import io.tidemark.exchange.series.OnChainMetric;
import io.tidemark.exchange.series.Publication;
import io.tidemark.recordings.file.DataKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A table of dated values that concern every instrument: its first columns are {@code day_ms,date}.
 *
 * @param kind on-chain or macro
 * @param columns what is taken from a row
 */
public record SeriesTable(DataKind kind, List<Column> columns) {

  /**
   * One metric of a row.
   *
   * @param metric its name
   * @param plus index of the column that is counted
   * @param minus index of the column that is taken from it; -1 if there is none
   * @param publication when a value could be known
   */
  record Column(String metric, int plus, int minus, Publication publication) {}

  private static final List<String> KEY = List.of("day_ms", "date");
  private static final Pattern ON_CHAIN = Pattern.compile("([a-z0-9]+)_coinmetrics_daily.*");

  /**
   * What a file holds; empty if it is no such table.
   *
   * @param stem its name without the ending
   */
  public static Optional<SeriesTable> of(String stem, List<String> header) {
    if (header.size() < 3 || !header.subList(0, 2).equals(KEY)) {
      return Optional.empty();
    }
    Matcher onChain = ON_CHAIN.matcher(stem);
    if (onChain.matches()) {
      return Optional.of(onChain(onChain.group(1), header));
    }
    return MacroSeries.ofStem(stem)
        .filter(series -> header.contains(series.column()))
        .map(
            series ->
                new SeriesTable(
                    DataKind.MACRO, List.of(column(series, header.indexOf(series.column())))));
  }

  /**
   * Macroeconomic series side by side.
   *
   * @param series the first of them stands in the third column, behind {@code day_ms,date}
   */
  public static SeriesTable of(List<MacroSeries> series) {
    List<Column> columns =
        IntStream.range(0, series.size())
            .mapToObj(i -> column(series.get(i), KEY.size() + i))
            .toList();
    return new SeriesTable(DataKind.MACRO, columns);
  }

  private static Column column(MacroSeries series, int index) {
    return new Column(series.metric(), index, -1, series.publication());
  }

  private static SeriesTable onChain(String asset, List<String> header) {
    List<Column> columns =
        Arrays.stream(OnChainMetric.values())
            .filter(metric -> header.contains(metric.plus()))
            .filter(metric -> metric.minus().isEmpty() || header.contains(metric.minus()))
            .map(
                metric ->
                    new Column(
                        metric.metric(asset),
                        header.indexOf(metric.plus()),
                        header.indexOf(metric.minus()),
                        Publication.ON_CHAIN))
            .toList();
    return new SeriesTable(DataKind.ON_CHAIN, columns);
  }
}
