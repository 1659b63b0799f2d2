package io.tidemark.bench.parity;

import io.tidemark.recordings.DataFile;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The recorded data beside the repository.
 *
 * @param data where it lies
 * @param folder for what has to be taken apart
 */
record RecordedFiles(Path data, Path folder) {

  /** Of Binance spot by the hour, delisted pairs too, and Bitfinex by the minute. */
  List<DataFile> spot() {
    List<DataFile> files = in("ohlcv/binance_spot_1h");
    files.addAll(in("ohlcv/bitfinex_spot_1m"));
    for (Path file : delisted()) {
      String symbol = String.valueOf(file.getFileName()).replace("USDT.csv", "");
      files.add(DataFile.recognise(file, symbol + "-USDT@binance"));
    }
    files.add(file("sentiment/fear_greed_daily.csv"));
    return files;
  }

  /** Five minutes where there are such, else hours: one instrument has bars of one length. */
  List<DataFile> perpetuals() {
    List<DataFile> files = in("ohlcv/binance_usdm_5m");
    for (String symbol : List.of("XRPUSDT", "LTCUSDT", "ADAUSDT")) {
      files.add(file("ohlcv/binance_usdm_1h/" + symbol + ".csv.gz"));
    }
    files.add(file("funding/binance_usdm_funding.csv.gz"));
    files.add(file("sentiment/fear_greed_daily.csv"));
    return files;
  }

  /** Raw order books and trades of three markets in 2024. */
  List<DataFile> messages() {
    return in("depth");
  }

  private DataFile file(String name) {
    return DataFile.recognise(data.resolve(name));
  }

  private List<DataFile> in(String directory) {
    try (Stream<Path> files = Files.list(data.resolve(directory))) {
      return new ArrayList<>(files.sorted().map(DataFile::recognise).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One file holds them all, symbol by symbol: each gets its own. */
  private List<Path> delisted() {
    Path all = data.resolve("ohlcv/binance_spot_1h_delisted.csv.gz");
    Map<String, BufferedWriter> writers = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(all)), StandardCharsets.UTF_8))) {
      String header = lines.readLine().substring("symbol,".length());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int comma = line.indexOf(',');
        String symbol = line.substring(0, comma);
        BufferedWriter writer = writers.get(symbol);
        if (writer == null) {
          writer = Files.newBufferedWriter(folder.resolve(symbol + ".csv"));
          writer.write(header + "\n");
          writers.put(symbol, writer);
        }
        writer.write(line.substring(comma + 1) + "\n");
      }
      for (BufferedWriter writer : writers.values()) {
        writer.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return writers.keySet().stream().map(symbol -> folder.resolve(symbol + ".csv")).toList();
  }
}
