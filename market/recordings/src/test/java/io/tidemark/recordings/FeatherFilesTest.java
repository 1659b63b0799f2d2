package io.tidemark.recordings;

import static io.tidemark.recordings.TestFiles.HOUR;
import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.facts;
import static io.tidemark.recordings.TestFiles.refusals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.recordings.file.UnreadableDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Feather as freqtrade keeps it. The files were written for this test by pandas' {@code
 * to_feather}, with made-up numbers.
 */
final class FeatherFilesTest {

  private static final Path WRITTEN = Path.of("src/test/resources/feather");

  @TempDir private Path dir;

  @Test
  void barsAreReadPackedOrNot() throws IOException {
    for (String written : List.of("bars_lz4.feather", "bars_plain.feather")) {
      DataFile file = DataFile.recognise(copy(written, "kraken/ETH_EUR-1h.feather"));
      List<Fact> facts = facts(file);

      assertThat(file.instruments()).containsExactly("ETH-EUR@kraken");
      assertThat(file.barLength()).isEqualTo(HOUR * 1_000);
      assertThat(facts).hasSize(47);
      for (int i = 0; i < facts.size(); i++) {
        int row = i < 5 ? i : i + 1;
        long start = (START + row * HOUR) * 1_000;
        double open = 41.5 + 0.25 * (row % 8);
        assertThat(facts.get(i))
            .isEqualTo(
                new Candle(
                    "ETH-EUR@kraken",
                    start,
                    HOUR * 1_000,
                    start + HOUR * 1_000,
                    open,
                    open + 1.5,
                    open - 1,
                    open + 0.25,
                    7.5 + row % 3));
      }
      assertThat(refusals(file)).containsOnlyKeys(7L);
    }
  }

  @Test
  void tradesAreRead() throws IOException {
    DataFile file = DataFile.recognise(copy("trades_lz4.feather", "kraken/ETH_EUR-trades.feather"));

    assertThat(facts(file)).hasSize(30);
    long at = START * 1_000 + 5_000_000;
    assertThat(facts(file).get(1))
        .isEqualTo(new Trade("ETH-EUR@kraken", at, at, "101", 41.5, 0.25, Side.BUY));
  }

  @Test
  void theNameSaysThatTheyAreFundingRatesOrOfAMark() throws IOException {
    String pair = "bybit/futures/ETH_USDT_USDT-8h-";
    assertThatThrownBy(
            () -> facts(DataFile.recognise(copy("bars_lz4.feather", pair + "mark.feather"))))
        .hasMessageContaining("holds bars without volume (mark prices)");
    DataFile rates = DataFile.recognise(copy("bars_lz4.feather", pair + "funding_rate.feather"));
    assertThat(rates.instruments()).containsExactly("ETH-USDT-PERP@bybit");
    assertThat(refusals(rates)).hasSize(48); // no rate is 41.5
    assertThat(facts(rates)).noneMatch(Funding.class::isInstance);
  }

  @Test
  void whatIsNotReadSaysSo() throws IOException {
    Path path = copy("bars_zstd.feather", "kraken/ETH_EUR-1h.feather");
    assertThatThrownBy(() -> DataFile.recognise(path))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("packed with Zstandard, which is not read")
        .hasMessageContaining("freqtrade convert-data");
  }

  @Test
  void aDamagedFileIsReadOrSaysSo() throws IOException {
    Random random = new Random(7);
    for (String written : List.of("bars_lz4.feather", "trades_lz4.feather")) {
      byte[] whole = Files.readAllBytes(WRITTEN.resolve(written));
      Path path = copy(written, "kraken/ETH_EUR-1h.feather");
      for (int i = 0; i < 150; i++) {
        byte[] damaged =
            i % 4 == 0 ? Arrays.copyOf(whole, 8 + random.nextInt(whole.length - 8)) : whole.clone();
        for (int flips = i % 4; flips > 0; flips--) {
          damaged[8 + random.nextInt(damaged.length - 8)] = (byte) random.nextInt();
        }
        Files.write(path, damaged);
        try {
          facts(DataFile.recognise(path));
        } catch (UnreadableDataException e) {
          assertThat(e).hasMessageContaining("ETH_EUR-1h.feather");
        }
      }
    }
  }

  private Path copy(String written, String name) throws IOException {
    Path path = dir.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.write(path, Files.readAllBytes(WRITTEN.resolve(written)));
  }
}
