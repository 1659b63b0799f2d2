package io.tidemark.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.Topic;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RawCopiesTest {

  private final RawEncoder encoder = new RawEncoder();
  private final RawCopies copies = new RawCopies();

  @Test
  void whatStandsThereOnceIsNoCopy() {
    copies.written(trade(1));
    copies.written(trade(2));

    read(trade(1));
    read(trade(2));

    assertThat(copies.count()).isZero();
  }

  @Test
  void aBatchThatWasTakenTwiceIsCounted() {
    copies.written(trade(1));
    copies.written(trade(2));
    copies.written(trade(3));

    for (long at : new long[] {1, 2, 1, 2, 3}) {
      read(trade(at));
    }

    assertThat(copies.count()).isEqualTo(2);
  }

  @Test
  void whatIsNoneOfTheMarketCountsForNothing() {
    copies.written(trade(1));

    for (int i = 0; i < 2; i++) {
      copies.read(Topic.TRADES, "poison".getBytes(StandardCharsets.UTF_8));
      read(trade(7));
    }

    assertThat(copies.count()).isZero();
  }

  private void read(Fact fact) {
    copies.read(Topic.TRADES, encoder.encode(fact));
  }

  private static Fact trade(long at) {
    return new Trade("BTC-USDT@test", at, at, "t" + at, 100, 1, Side.BUY);
  }
}
