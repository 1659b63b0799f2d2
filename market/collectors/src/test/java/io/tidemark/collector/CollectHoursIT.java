package io.tidemark.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.box.BoxFault;
import io.tidemark.box.BoxVenue;
import io.tidemark.collector.sink.KafkaFacts;
import io.tidemark.flink.io.Topic;
import io.tidemark.testbed.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One collector, all venues in the box, a broker, and a fault of one venue after the other: books
 * and trades are right at the end, and the process has not grown. Six minutes of the collector's
 * clock, which runs 20 times as fast as the wall's; {@code -Dtidemark.collect.hours=8} for more,
 * {@code -Dtidemark.collect.report=FILE} keeps the tables.
 */
final class CollectHoursIT {

  private static final int SPEED = 20;
  private static final long SEED = 11;
  private static final int SAMPLES = 16;

  @TempDir Path folder;

  @Test
  void whateverHappensForHoursNothingIsLostAndNothingGrows() throws Exception {
    double hours = Double.parseDouble(System.getProperty("tidemark.collect.hours", "0.1"));
    CollectHoursReport report = new CollectHoursReport(hours, SPEED, SEED);
    List<BoxVenue> venues = List.of(BoxVenue.values());
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"));
        KafkaFacts kafka = new KafkaFacts(client(broker), "", 100_000);
        BoxRun run =
            new BoxRun(
                venues,
                SEED,
                SPEED,
                ledger ->
                    fact -> {
                      ledger.accept(fact);
                      kafka.accept(fact);
                    })) {
      goOn(run, venues, (long) (hours * 3_600e9 / SPEED), report);
      for (BoxVenue venue : venues) {
        run.assertTrades(venue);
      }
      assertThat(kafka.refused()).isZero();
      assertThat(kafka.queue().factsLost()).isZero();
      report.keep(kafka.written());
    }
    report.assertFlat();
  }

  private static void goOn(BoxRun run, List<BoxVenue> venues, long nanos, CollectHoursReport report)
      throws InterruptedException {
    Random random = new Random(SEED);
    long begin = System.nanoTime();
    for (int sample = 0; sample < SAMPLES; sample++) {
      do {
        BoxVenue venue = venues.get(random.nextInt(venues.size()));
        List<BoxFault> faults = Stream.of(BoxFault.values()).filter(run.box(venue)::knows).toList();
        BoxFault fault = faults.get(random.nextInt(faults.size()));
        report.recovered(venue, fault, run.hit(venue, fault));
        run.live(random.nextInt(20));
      } while (System.nanoTime() - begin < nanos / SAMPLES * (sample + 1));
      report.sample();
    }
  }

  private static Properties client(EmbeddedBroker broker) {
    broker.createTopics(
        Stream.of(Topic.TRADES, Topic.CANDLES, Topic.BOOK, Topic.FUNDING, Topic.METRICS)
            .collect(Collectors.toMap(Topic::topicName, topic -> 1)),
        Map.of());
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", broker.bootstrapServers());
    return properties;
  }
}
