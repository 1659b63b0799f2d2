package io.tidemark.recordings;

import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.Parsed;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.RecordedLine;
import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.file.InstrumentName;
import io.tidemark.recordings.file.Lines;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.message.DepthTable;
import io.tidemark.recordings.message.MessageLines;
import io.tidemark.recordings.message.RecordedLines;
import io.tidemark.recordings.table.BarSteps;
import io.tidemark.recordings.table.CandleParser;
import io.tidemark.recordings.table.DepthRow;
import io.tidemark.recordings.table.FearGreedParser;
import io.tidemark.recordings.table.FirstRows;
import io.tidemark.recordings.table.FundingParser;
import io.tidemark.recordings.table.JudgedColumn;
import io.tidemark.recordings.table.Judgement;
import io.tidemark.recordings.table.LineTime;
import io.tidemark.recordings.table.MacroSeries;
import io.tidemark.recordings.table.RowParser;
import io.tidemark.recordings.table.Rows;
import io.tidemark.recordings.table.SeriesTable;
import io.tidemark.recordings.table.StreamTradeParser;
import io.tidemark.recordings.table.Table;
import io.tidemark.recordings.table.TradeParser;
import io.tidemark.recordings.table.VendorColumns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A recorded file, recognised by its first line; the instrument of a table comes from its path.
 *
 * @param path where it lies; plain or gzipped
 * @param kind what its rows are
 * @param instruments whose rows it holds; {@link Instruments#ALL} for a market-wide series; empty
 *     for messages, which are read to find them
 * @param barLength of candles, µs; 0 for other kinds
 * @param header the names of a table's columns
 * @param venue whose messages they are; null for tables
 * @param table how its lines are read; null for messages
 * @param remarks what is to be known of the file as a whole, one sentence each
 */
public record DataFile(
    Path path,
    DataKind kind,
    List<String> instruments,
    long barLength,
    List<String> header,
    @Nullable Venue venue,
    @Nullable Table table,
    List<String> remarks) {

  private static final List<String> CANDLES =
      List.of("open_time_ms", "open", "high", "low", "close", "volume");
  private static final List<String> FUNDING = List.of("symbol", "funding_time_ms", "funding_rate");
  private static final List<String> DAILY = List.of("day_ms", "date", "value");
  private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

  /**
   * Looks into the file.
   *
   * @param instrument whose it is, such as {@code ETH-USDT@binance}; null: as the path says.
   *     Messages name their instruments themselves
   * @throws UnreadableDataException with one sentence, when it is none of the known kinds or holds
   *     no rows
   */
  public static DataFile recognise(Path path, @Nullable String instrument) {
    String first = firstLine(path);
    if (RecordedLine.parse(first, 0) instanceof Parsed.Valid<Message> message) {
      return messages(path, List.of(), venueOf(path, message.value()));
    }
    List<String> header = List.of(first.strip().split(",", -1));
    if (header.equals(DepthRow.HEADER)) {
      requireSpot(path);
      return messages(path, header, Venue.BINANCE);
    }
    DataFile table = table(path, instrument, header);
    if (table == null) {
      throw new UnreadableDataException(path + advice(header));
    }
    return table;
  }

  /**
   * Refuses a named instrument that no file takes.
   *
   * @param instrument as {@link #recognise(Path, String)} was given it
   * @throws UnreadableDataException if it was named, and all of these files say themselves whose
   *     their rows or messages are
   */
  public static void requireNameless(List<DataFile> files, @Nullable String instrument) {
    if (instrument != null
        && files.stream()
            .noneMatch(each -> each.kind == DataKind.CANDLES || each.kind == DataKind.TRADES)) {
      throw new UnreadableDataException(
          "--instrument says whose a table of bars or trades is, and there is none among "
              + files.stream().map(DataFile::name).collect(Collectors.joining(", "))
              + ": its rows or messages name their instruments themselves. Leave out --instrument "
              + instrument
              + ".");
    }
  }

  /**
   * Recognises several as {@link #recognise(Path, String)} does each.
   *
   * @throws UnreadableDataException as that says, or as {@link #requireNameless} does
   */
  public static List<DataFile> recogniseAll(List<Path> paths, @Nullable String instrument) {
    List<DataFile> files = paths.stream().map(path -> recognise(path, instrument)).toList();
    requireNameless(files, instrument);
    return files;
  }

  private static DataFile messages(Path path, List<String> header, Venue venue) {
    return new DataFile(path, DataKind.MESSAGES, List.of(), 0, header, venue, null, List.of());
  }

  /** Null if it is none that is known. */
  private static @Nullable DataFile table(
      Path path, @Nullable String instrument, List<String> header) {
    VendorColumns vendor = VendorColumns.in(path);
    if (header.equals(CANDLES)) {
      JudgedColumn column = new JudgedColumn(LineTime.millis(0), Judgement.ofBars("open_time_ms"));
      return bars(path, nameOf(path, instrument), header, 1, column);
    } else if (vendor != null) {
      JudgedColumn column =
          new JudgedColumn(LineTime.vendor(vendor), Judgement.ofBars("the time stamp"));
      return bars(path, nameOf(path, instrument), vendor.header(), vendor.line(), column);
    } else if (TradeParser.knows(header) || header.equals(StreamTradeParser.HEADER)) {
      return trades(path, nameOf(path, instrument), header);
    } else if (header.equals(FUNDING)) {
      List<String> names = symbols(path).stream().map(s -> tickerOf(path, s)).toList();
      return dated(path, DataKind.FUNDING, names, header, FUNDING.get(1));
    } else if (header.equals(DAILY) && String.valueOf(path.getFileName()).contains("fear_greed")) {
      List<String> all = List.of(Instruments.ALL);
      return dated(path, DataKind.FEAR_GREED, all, header, DAILY.get(0));
    }
    return SeriesTable.of(InstrumentName.stem(path), header)
        .map(series -> dated(path, series.kind(), List.of(Instruments.ALL), header, DAILY.get(0)))
        .orElse(null);
  }

  private static DataFile bars(
      Path path, String instrument, List<String> header, long headerLine, JudgedColumn column) {
    FirstRows first = FirstRows.of(path, headerLine, column.of());
    BarSteps steps = BarSteps.of(path, headerLine, column.of(), first.times());
    List<String> remarks = new ArrayList<>(remarks(first));
    if (!steps.remark().isEmpty()) {
      remarks.add(steps.remark());
    }
    return new DataFile(
        path,
        DataKind.CANDLES,
        List.of(instrument),
        steps.length() * 1_000,
        header,
        null,
        new Table(headerLine, first.isNewestFirst(), List.of(column)),
        List.copyOf(remarks));
  }

  private static DataFile trades(Path path, String instrument, List<String> header) {
    boolean isStream = header.equals(StreamTradeParser.HEADER);
    List<JudgedColumn> judged = isStream ? StreamTradeParser.judged() : TradeParser.judged(header);
    FirstRows first = FirstRows.of(path, 1, judged.get(0).of());
    List<String> remarks = new ArrayList<>(remarks(first));
    if (!isStream && first.lacks(TradeParser.idColumn(header))) {
      remarks.add("no row has an id: whether a trade is repeated, nobody can know");
    }
    return new DataFile(
        path,
        DataKind.TRADES,
        List.of(instrument),
        0,
        header,
        null,
        new Table(1, first.isNewestFirst(), judged),
        List.copyOf(remarks));
  }

  private static DataFile dated(
      Path path, DataKind kind, List<String> names, List<String> header, String name) {
    JudgedColumn column =
        new JudgedColumn(LineTime.millis(header.indexOf(name)), Judgement.ofBars(name));
    FirstRows first = FirstRows.of(path, 1, column.of());
    Table table = new Table(1, first.isNewestFirst(), List.of(column));
    return new DataFile(path, kind, names, 0, header, null, table, remarks(first));
  }

  private static List<String> remarks(FirstRows first) {
    return first.isNewestFirst()
        ? List.of("its newest row comes first: it is read backwards, the oldest row first")
        : List.of();
  }

  private static void requireSpot(Path path) {
    if (Venue.ofFile(String.valueOf(path.getFileName())).orElse(null) != Venue.BINANCE) {
      throw new UnreadableDataException(
          path
              + " holds changes of order books, and its name does not say that they are of Binance"
              + " spot, whose changes alone follow each other by these ids: call it"
              + " binance_spot_*.");
    }
  }

  /** As {@link #recognise(Path, String)}, with the instrument that the path says. */
  public static DataFile recognise(Path path) {
    return recognise(path, null);
  }

  /** The short name by which its rows are known in the log. */
  public String name() {
    return String.valueOf(path.getFileName());
  }

  /** Whether its rows are one market itself, bars or trades, and not something about markets. */
  boolean isMarket() {
    return kind == DataKind.CANDLES || kind == DataKind.TRADES;
  }

  /** Whether its trades are put together, all that one order took at one price. */
  boolean isAggregate() {
    return header.contains("agg_trade_id");
  }

  /** Whether it holds dated values that concern every instrument. */
  boolean isSeries() {
    return kind == DataKind.ON_CHAIN || kind == DataKind.MACRO;
  }

  /**
   * The rows of one of a table's {@link #instruments()}, from the first.
   *
   * @param origin the name that the rows carry
   * @throws UnreadableDataException when the file cannot be opened any more
   */
  public Rows open(String instrument, String origin) {
    Table reading = Objects.requireNonNull(table, "messages are no table");
    if (isSeries()) {
      SeriesTable series = SeriesTable.of(InstrumentName.stem(path), header).orElseThrow();
      return reading.values(path, series, header.size(), origin);
    }
    VendorColumns vendor =
        kind == DataKind.CANDLES && isAsDelivered() ? VendorColumns.in(path) : null;
    if (vendor != null) {
      return reading.bars(path, vendor, instrument, barLength / 1_000, origin);
    }
    return reading.rows(path, wanted(instrument), parser(instrument), origin);
  }

  /**
   * The messages of a recording, from the first.
   *
   * @param origin the name that they carry
   * @throws UnreadableDataException when the file cannot be opened any more
   */
  MessageLines messages(String origin) {
    return isDepthTable() ? new DepthTable(path, origin) : new RecordedLines(path, origin);
  }

  /** Whether it holds changes of order books, one level a row. */
  public boolean isDepthTable() {
    return header.equals(DepthRow.HEADER);
  }

  /** Whether its rows come as their vendor or recorder left them, so that some may be repaired. */
  boolean isAsDelivered() {
    return kind == DataKind.TRADES
        ? header.equals(StreamTradeParser.HEADER)
        : kind == DataKind.CANDLES && !header.equals(CANDLES);
  }

  /** Funding is of several instruments. */
  private Predicate<String> wanted(String instrument) {
    if (kind != DataKind.FUNDING) {
      return line -> true;
    }
    String begin = symbolOf(instrument) + ",";
    return line -> line.startsWith(begin);
  }

  private RowParser parser(String instrument) {
    return switch (kind) {
      case CANDLES -> new CandleParser(instrument, barLength / 1_000);
      case TRADES ->
          isAsDelivered() ? new StreamTradeParser(instrument) : new TradeParser(instrument, header);
      case FUNDING -> new FundingParser(instrument);
      case FEAR_GREED -> new FearGreedParser();
      case ON_CHAIN, MACRO, MESSAGES ->
          throw new IllegalStateException(path + " has no single fact in a row");
    };
  }

  private static String firstLine(Path path) {
    try (Lines lines = Lines.open(path)) {
      String first = lines.next();
      if (first == null || first.isBlank()) {
        throw new UnreadableDataException(path + " is empty: fetch it again.");
      }
      return first.startsWith(BYTE_ORDER_MARK) ? first.substring(3) : first;
    }
  }

  /** As the messages say, or else as the file is called. */
  private static Venue venueOf(Path path, Message first) {
    Optional<Venue> said = Venue.ofUrl(first.url());
    return said.or(() -> Venue.ofFile(String.valueOf(path.getFileName())))
        .orElseThrow(
            () ->
                new UnreadableDataException(
                    path
                        + " is a recording, but neither its first line nor its name says of which"
                        + " exchange: call it as in "
                        + Venue.BINANCE_FUTURES
                        + ".ws.1.txt.gz; the exchanges are "
                        + Arrays.stream(Venue.values())
                            .map(Venue::name)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  private static String advice(List<String> header) {
    if (header.equals(CANDLES.subList(0, 5))) {
      return " holds bars without volume (mark prices), nothing was traded at them: give the bars"
          + " of the trades.";
    } else if (header.contains("symbol")) {
      return " holds bars of many instruments: write one symbol's rows to a file of their own, with"
          + " the header "
          + String.join(",", CANDLES)
          + ".";
    }
    if (header.size() > 2 && header.subList(0, 2).equals(DAILY.subList(0, 2))) {
      return " holds a series whose name is not known, so that nothing says when its values were"
          + " published: call it ASSET_coinmetrics_daily or one of "
          + Arrays.stream(MacroSeries.values())
              .map(MacroSeries::stem)
              .collect(Collectors.joining(", "))
          + ".";
    }
    String shown = String.join(",", header);
    return " is not a file that can be read, its first line is '"
        + (shown.length() > 80 ? shown.substring(0, 80) + "..." : shown)
        + "': give bars ("
        + String.join(",", CANDLES)
        + ", oldest first), trades (trade_id,price,quantity,trade_time_ms,side) or what an exchange"
        + " sent, line by line (NANOSECONDS JSON, or SECONDS: JSON).";
  }

  private static String nameOf(Path path, @Nullable String instrument) {
    if (instrument != null) {
      if (!Instruments.isWellFormed(instrument)) {
        throw new UnreadableDataException(
            "--instrument is '" + instrument + "', it must look like BTC-USDT@binance.");
      }
      return instrument;
    }
    InstrumentName name = InstrumentName.of(path);
    if (name.symbol() == null) {
      throw new UnreadableDataException(
          path
              + ": its name holds no symbol such as BTCUSDT: name the instrument with --instrument"
              + " BASE-QUOTE@venue.");
    }
    return name.instrument(path, name.symbol());
  }

  private static String tickerOf(Path path, String symbol) {
    return InstrumentName.of(path).instrument(path, symbol);
  }

  private static String symbolOf(String instrument) {
    String[] parts = instrument.substring(0, instrument.indexOf('@')).split("-", -1);
    return parts[0] + parts[1];
  }

  private static List<String> symbols(Path path) {
    TreeSet<String> symbols = new TreeSet<>();
    try (Lines lines = Lines.open(path)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (lines.number() > 1 && !line.isEmpty()) {
          int comma = line.indexOf(',');
          symbols.add(comma < 0 ? line : line.substring(0, comma));
        }
      }
    }
    return new ArrayList<>(symbols);
  }
}
