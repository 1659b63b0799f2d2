package io.tidemark.collector.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What becomes of facts that Kafka does not take. */
final class KafkaFactsTest {

  @Test
  void whatAStoppedBrokerDoesNotTakeIsCountedInTheEnd() {
    Properties client = new Properties();
    client.setProperty("bootstrap.servers", "127.0.0.1:1");
    KafkaFacts sink = new KafkaFacts(client, "", 100, Duration.ofMillis(300));
    for (int id = 1; id <= 3; id++) {
      sink.accept(new Trade("BTC-USDT@binance", 5, 5, Integer.toString(id), 10, 1, Side.BUY));
    }
    sink.close();
    assertThat(sink.unwritten()).isEqualTo(3);
  }
}
