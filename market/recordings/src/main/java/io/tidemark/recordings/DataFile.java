package io.tidemark.recordings;

import io.tidemark.core.fact.Parsed;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.RecordedLine;
import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.file.Head;
import io.tidemark.recordings.file.RecordLayout;
import io.tidemark.recordings.file.Records;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.file.ZipBundle;
import io.tidemark.recordings.message.DepthTable;
import io.tidemark.recordings.message.MessageLines;
import io.tidemark.recordings.message.RecordedLines;
import io.tidemark.recordings.table.DepthRow;
import io.tidemark.recordings.table.PastRows;
import io.tidemark.recordings.table.Rows;
import io.tidemark.recordings.table.TableFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A recorded file, recognised by its first line; the instrument of a table comes from its path.
 *
 * @param path where it lies; plain, gzipped or zipped
 * @param kind what its rows are
 * @param instruments whose rows it holds; {@link Instruments#ALL} for a market-wide series; empty
 *     for messages, which are read to find them
 * @param barLength of candles, µs; 0 for other kinds
 * @param header the names of the columns of recorded changes of books; else empty
 * @param venue whose messages they are; null for tables
 * @param table how its rows are read; null for messages
 * @param remarks what is to be known of the file as a whole, one sentence each
 */
public record DataFile(
    Path path,
    DataKind kind,
    List<String> instruments,
    long barLength,
    List<String> header,
    @Nullable Venue venue,
    @Nullable TableFile table,
    List<String> remarks) {

  private static final String RECORDING = ".*\\.txt(\\.gz)?";
  private static final List<String> NOTHING =
      List.of("there is no whole line in it: it is passed over");

  /**
   * Looks into the file.
   *
   * @param instrument whose it is, such as {@code ETH-USDT@binance}; null: as the path says.
   *     Messages name their instruments themselves
   * @throws UnreadableDataException with one sentence, when it is none of the known kinds or holds
   *     no rows
   */
  public static DataFile recognise(Path path, @Nullable String instrument) {
    return recogniseEach(path, instrument).get(0);
  }

  /**
   * The same, of a file that may hold several tables: trades and books.
   *
   * @throws UnreadableDataException as {@link #recognise(Path, String)} does
   */
  public static List<DataFile> recogniseEach(Path path, @Nullable String instrument) {
    String head = Head.of(path);
    if (RecordLayout.ofTable(head) == RecordLayout.NUMPY) {
      return TableForms.events(path, instrument).stream().map(table -> table(path, table)).toList();
    }
    return List.of(recognise(path, head, instrument));
  }

  private static DataFile recognise(Path path, String head, @Nullable String instrument) {
    requireLines(path, head);
    String name = String.valueOf(path.getFileName());
    Optional<Venue> named = Venue.ofFile(name);
    if (named.isPresent() && name.matches(RECORDING) && RecordedLines.isEmpty(path)) {
      return messages(path, List.of(), named.get(), NOTHING);
    }
    TableFile array = isMessage(head) ? null : TableForms.array(path, head, instrument);
    if (array != null) {
      return table(path, array);
    }
    RecordLayout records = RecordLayout.ofTable(head);
    String first = firstRecord(path, records);
    if (RecordedLine.parse(first, 0) instanceof Parsed.Valid<Message> message) {
      return messages(path, List.of(), venueOf(path, message.value()));
    }
    List<String> header = List.of(first.strip().split(",", -1));
    if (header.equals(DepthRow.HEADER)) {
      requireSpot(path);
      return messages(path, header, Venue.BINANCE);
    }
    TableFile table = TableForms.read(path, records, instrument);
    if (table == null) {
      throw new UnreadableDataException(path + advice(path, first.strip()));
    }
    return table(path, table);
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
        && files.stream().noneMatch(each -> each.isMarket() || each.kind == DataKind.BOOKS)) {
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
    List<DataFile> files =
        paths.stream().flatMap(path -> recogniseEach(path, instrument).stream()).toList();
    requireNameless(files, instrument);
    return files;
  }

  /** Whether it begins with a message and its time, which may hold arrays as tables do. */
  private static boolean isMessage(String head) {
    int end = head.indexOf('\n');
    return head.startsWith("{")
        && RecordedLine.parse(end < 0 ? head : head.substring(0, end), 0) instanceof Parsed.Valid;
  }

  /** Without a single LF all of a file would be its first line. */
  private static void requireLines(Path path, String head) {
    int end = head.indexOf('\r');
    boolean isText = head.chars().noneMatch(c -> c < '\t');
    if (isText && end >= 0 && end < head.length() - 1 && head.indexOf('\n') < 0) {
      throw new UnreadableDataException(
          path + " ends its lines with CR alone: end them with LF, or with CR and LF.");
    }
  }

  private static DataFile messages(Path path, List<String> header, Venue venue) {
    return messages(path, header, venue, List.of());
  }

  private static DataFile messages(
      Path path, List<String> header, Venue venue, List<String> remarks) {
    return new DataFile(path, DataKind.MESSAGES, List.of(), 0, header, venue, null, remarks);
  }

  private static DataFile table(Path path, TableFile table) {
    return new DataFile(
        path,
        table.kind(),
        table.instruments(),
        table.barLength(),
        List.of(),
        null,
        table,
        remarks(path, table));
  }

  private static List<String> remarks(Path path, TableFile table) {
    return Stream.concat(ZipBundle.remarks(path).stream(), table.remarks().stream()).toList();
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
    return table != null && table.aggregate();
  }

  /** Whether it holds values beside the market's own. */
  boolean isSeries() {
    return kind == DataKind.ON_CHAIN || kind == DataKind.MACRO || kind == DataKind.METRICS;
  }

  /**
   * The rows of one of a table's {@link #instruments()}, from the first.
   *
   * @param origin the name that the rows carry
   * @throws UnreadableDataException when the file cannot be opened any more
   */
  public Rows open(String instrument, String origin) {
    TableFile rows = Objects.requireNonNull(table, "messages are no table");
    return new PastRows(rows.opening().open(instrument, origin));
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
    return table != null && table.asDelivered();
  }

  private static String firstRecord(Path path, RecordLayout layout) {
    try (Records records = layout.open(path)) {
      String first = records.next();
      if (first == null || first.isBlank()) {
        throw new UnreadableDataException(path + " is empty: fetch it again.");
      }
      return first;
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

  private static String advice(Path path, String first) {
    if (first.replaceAll("\\s", "").equals("[]")) {
      return " holds an empty array, so no rows: fetch it again.";
    }
    boolean isJson = first.startsWith("{") || first.startsWith("[");
    return isJson && Json.parse(first) instanceof Parsed.Valid
        ? Venue.ofFile(String.valueOf(path.getFileName()))
            .map(venue -> withoutReceipt(venue.label()))
            .orElse(
                " begins with JSON of no known form. If it is what an exchange sent, each message"
                    + " must say when it was received"
                    + receipt("VENUE"))
        : unknown(first);
  }

  private static String withoutReceipt(String venue) {
    return " holds JSON as "
        + venue
        + " may have sent it, and no message says when it was received"
        + receipt(venue);
  }

  private static String receipt(String venue) {
    return ": put that time before it (1717200001.250: JSON, or ms, µs or ns since the epoch and"
        + " a blank). What the messages mean without that, tidemark decode "
        + venue
        + " FILE says.";
  }

  private static String unknown(String first) {
    return " is not a file that can be read, its first line is '"
        + (first.length() > 80 ? first.substring(0, 80) + "..." : first)
        + "': give bars (open_time_ms,open,high,low,close,volume, oldest first), trades"
        + " (trade_id,price,quantity,trade_time_ms,side) or what an exchange sent, line by line"
        + " (NANOSECONDS JSON, or SECONDS: JSON), or one of the forms of other tools and archives"
        + " that docs/guide/recorded-data.md lists.";
  }
}
