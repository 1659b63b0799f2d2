package io.tidemark.recordings;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.recordings.table.Row;
import io.tidemark.recordings.table.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes small files the way they are recorded, and reads what becomes of them. */
public final class TestFiles {

  public static final String CANDLES = "open_time_ms,open,high,low,close,volume";
  public static final String TRADES = "trade_id,price,quantity,trade_time_ms,side";

  /** 2024-01-01 00:00 UTC. */
  public static final long START = 1_704_067_200_000L;

  public static final long MINUTE = 60_000L;

  public static final long HOUR = 60 * MINUTE;

  public static final long DAY = 24 * HOUR;

  private TestFiles() {}

  public static Path write(Path directory, String name, String... lines) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    try (OutputStream out =
        name.endsWith(".gz")
            ? new GZIPOutputStream(Files.newOutputStream(file))
            : Files.newOutputStream(file)) {
      out.write(bytes);
    }
    return file;
  }

  /** A zip with one file of the same name in it, as Binance's archive has them. */
  static Path zip(Path directory, String name, String... lines) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    String inside = String.valueOf(file.getFileName()).replace(".zip", ".csv");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry(inside));
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1));
      out.closeEntry();
    }
    return file;
  }

  /** The facts among the rows. */
  static List<Fact> facts(DataFile file) {
    List<Fact> facts = new ArrayList<>();
    for (Row row : rows(file)) {
      if (row.fact() instanceof Parsed.Valid<Fact> valid) {
        facts.add(valid.value());
      }
    }
    return facts;
  }

  /** Why rows are refused, by the numbers of their lines. */
  static Map<Long, String> refusals(DataFile file) {
    Map<Long, String> refusals = new TreeMap<>();
    for (Row row : rows(file)) {
      if (row.fact() instanceof Parsed.Rejected<Fact> rejected) {
        refusals.put(row.number(), rejected.reason() + ": " + rejected.detail());
      }
    }
    return refusals;
  }

  /** A bar that starts so many minutes after {@link #START}. */
  public static String bar(long minute, double close) {
    return (START + minute * MINUTE) + ",100,200,50," + close + ",3";
  }

  static String trade(long id, long millisAfterStart) {
    return id + ",100.5,2," + (START + millisAfterStart) + ",BUY";
  }

  static List<Row> rows(DataFile file) {
    List<Row> rows = new ArrayList<>();
    for (String instrument : file.instruments()) {
      try (Rows reader = file.open(instrument, file.name())) {
        for (Row row = reader.next(); row != null; row = reader.next()) {
          rows.add(row);
        }
      }
    }
    return rows;
  }
}
