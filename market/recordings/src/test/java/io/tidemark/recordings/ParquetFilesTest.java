package io.tidemark.recordings;

import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.facts;
import static io.tidemark.recordings.TestFiles.refusals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Trade;
import io.tidemark.recordings.file.UnreadableDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet as pandas and freqtrade write it. */
final class ParquetFilesTest {

  private static final long HOUR = 3_600_000L;

  @TempDir private Path dir;

  @Test
  void barsHaveTheTimesOfTheirTimestamps() throws IOException {
    String prices = "optional double open; optional double high; optional double low;";
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message bars { optional int64 date (TIMESTAMP(NANOS,true)); "
                + prices
                + " optional double close; optional double volume; }");
    Path path = dir.resolve("kraken/ETH_EUR-1h.parquet");
    try (ParquetWriter<Group> writer = writer(path, schema)) {
      for (int i = 0; i < 3; i++) {
        Group bar = new SimpleGroup(schema).append("date", (START + i * HOUR) * 1_000_000);
        bar.append("open", 41.5).append("high", 43.0).append("low", 40.0).append("close", 42.25);
        writer.write(i == 1 ? bar : bar.append("volume", 7.5));
      }
    }
    DataFile file = DataFile.recognise(path);
    assertThat(file.instruments()).containsExactly("ETH-EUR@kraken");
    assertThat(file.barLength()).isEqualTo(HOUR * 1_000);
    assertThat(facts(file))
        .hasSize(2)
        .first()
        .isEqualTo(
            new Candle(
                "ETH-EUR@kraken",
                START * 1_000,
                HOUR * 1_000,
                (START + HOUR) * 1_000,
                41.5,
                43,
                40,
                42.25,
                7.5));
    assertThat(refusals(file)).containsEntry(3L, "UNDECODABLE: volume is '', it must be a number");
  }

  /** One column of one number, written with gzip. */
  @Test
  void aCodecThatIsNotReadIsNamed() throws IOException {
    String packed =
        "UEFSMRUAFRQVOCwVAhUAFQYVBhwAAAAfiwgAAAAAAAIDY2JgYGBiZASSAJVXay8KAAAAFQQZLDUAGAZzY2hlbWEVAgAV"
            + "AiUCGAFhABYCGRwZHCYAHBUCGSUGABkYAWEVBBYCFjoWXiYISRwVABUAFQIAPCkGGSYAAgAAABY6FgImCBZe"
            + "ACggcGFycXVldC1jcHAtYXJyb3cgdmVyc2lvbiAyNS4wLjEZHBwAAAB6AAAAUEFSMQ==";
    Path path = Files.write(dir.resolve("bars.parquet"), Base64.getDecoder().decode(packed));
    assertThatThrownBy(() -> DataFile.recognise(path))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("packed by GZIP: write it with snappy or zstd");
  }

  @Test
  void manyInstrumentsHaveAColumnOfSymbolsAndDaysAreDates() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message bars { required binary symbol (STRING); required int32 date (DATE);"
                + " required float open; required float high; required float low;"
                + " required float close; required double volume; }");
    Path path = dir.resolve("okx_spot_all.parquet");
    try (ParquetWriter<Group> writer = writer(path, schema)) {
      for (String symbol : List.of("AAAUSDT", "BBBUSDT")) {
        for (int day = 0; day < 3; day++) {
          Group bar = new SimpleGroup(schema).append("symbol", symbol).append("date", 19_723 + day);
          bar.append("open", 1f).append("high", 2f).append("low", 0.5f).append("close", 1.5f);
          writer.write(bar.append("volume", 10.0));
        }
      }
    }
    DataFile file = DataFile.recognise(path);
    assertThat(file.instruments()).containsExactly("AAA-USDT@okx", "BBB-USDT@okx");
    assertThat(facts(file)).hasSize(6);
    assertThat(((Candle) facts(file).get(3)).start()).isEqualTo(START * 1_000);
  }

  @Test
  void aFileThatIsNotWholeOrHoldsNothingKnownSaysSo() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message trades { required int64 trade_id; required double price;"
                + " required double quantity; required int64 trade_time_ms;"
                + " required binary side (STRING); }");
    Path path = dir.resolve("okx_spot_AAAUSDT.parquet");
    try (ParquetWriter<Group> writer = writer(path, schema)) {
      Group trade = new SimpleGroup(schema).append("trade_id", 7L).append("price", 1.5);
      writer.write(
          trade.append("quantity", 2.0).append("trade_time_ms", START).append("side", "BUY"));
    }
    assertThat(((Trade) facts(DataFile.recognise(path)).get(0)).price()).isEqualTo(1.5);

    byte[] bytes = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> DataFile.recognise(path))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("cannot be read as Parquet");

    MessageType other = MessageTypeParser.parseMessageType("message other { required int64 x; }");
    Path unknown = dir.resolve("x.parquet");
    try (ParquetWriter<Group> writer = writer(unknown, other)) {
      writer.write(new SimpleGroup(other).append("x", 7L));
    }
    assertThatThrownBy(() -> DataFile.recognise(unknown))
        .hasMessageContaining("its first line is 'x'");
  }

  /** Without packing, which needs libraries that are not this module's. */
  private static ParquetWriter<Group> writer(Path path, MessageType schema) throws IOException {
    Files.createDirectories(path.getParent());
    return ExampleParquetWriter.builder(new LocalOutputFile(path))
        .withConf(new PlainParquetConfiguration())
        .withType(schema)
        .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
        .build();
  }
}
