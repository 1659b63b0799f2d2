package io.tidemark.testbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.Fact;
import io.tidemark.flink.SequenceJob;
import io.tidemark.flink.SignalJob;
import io.tidemark.flink.io.Topic;
import io.tidemark.testbed.EmbeddedBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both jobs on a cluster of processes: stopped in the middle, and gone on with elsewhere. */
class SavepointIT {

  private static final List<Fact> FACTS = Market.facts(7, 2_000);
  private static final int FACTS_PER_SECOND = 350;
  private static final int FACTS_AFTERWARDS = 1_500;

  @TempDir Path folder;

  @Test
  void jobsThatStopWithASavepointAndGoOnWithOtherParallelismSayWhatUndisturbedOnesSay()
      throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"));
        StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("flink"), 2, 2);
        TopicWriter writer = TopicWriter.to(broker.bootstrapServers())) {
      Deployment live = Deployment.create(broker, "live.", folder, "checkpoint.interval: 1 s");
      List<ConsumerRecord<byte[], byte[]>> log = disturbed(cluster, live, writer);

      Map<String, List<String>> expected = live.fold(log);
      assertThat(expected).containsOnlyKeys(Market.INSTRUMENTS);
      assertThat(Deployment.byInstrument(live.committed(Topic.SIGNALS)))
          .as("the disturbed jobs, held against the plain fold of their log")
          .isEqualTo(expected);

      Deployment calm = Deployment.create(broker, "calm.", folder, "checkpoint.interval: 1 s");
      assertThat(undisturbed(cluster, calm, writer, log))
          .as("an undisturbed job on a copy of the log")
          .isEqualTo(expected);
      assertNativeCopies(cluster);
    }
  }

  /** The whole way, with a savepoint of each job in the middle; returns the log. */
  private static List<ConsumerRecord<byte[], byte[]>> disturbed(
      StandaloneCluster cluster, Deployment live, TopicWriter writer) throws Exception {
    FlinkJob sequence = cluster.run(SequenceJob.class, 2, live.file());
    FlinkJob signal = cluster.run(SignalJob.class, 2, live.file());
    try (Feeder feeder = Feeder.start(FACTS, FACTS_PER_SECOND, live.market(writer));
        Follower signals = live.follow(Topic.SIGNALS);
        Follower events = live.follow(Topic.EVENTS)) {
      Patience.until("there are signals", () -> signals.now().size() > 100, cluster::words);
      String signalSavepoint = cluster.stop(signal);
      String sequenceSavepoint = cluster.stop(sequence);
      int before = signals.now().size();
      assertThat(feeder.isWriting()).as("the savepoints lie in the middle").isTrue();

      cluster.run(SequenceJob.class, 1, live.file(), "-s", sequenceSavepoint);
      FlinkJob restored = cluster.run(SignalJob.class, 3, live.file(), "-s", signalSavepoint);
      assertThat(restored.restoredFrom()).as("it began with the savepoint").isPositive();
      List<Fact> facts = FACTS.subList(0, feeder.written() + FACTS_AFTERWARDS);
      feeder.endAfter(facts.size());
      writer.flush();
      Patience.until("the log is whole", () -> events.now().size() >= facts.size(), cluster::words);
      assertOnce(facts, events.now());
      int signalsOfAll = count(live.fold(events.now()));
      assertThat(before).isBetween(100, signalsOfAll - 100);
      Patience.until(
          "all signals are there", () -> signals.now().size() >= signalsOfAll, cluster::words);
      cluster.stop(restored);
      System.out.printf(
          "flink stop with %d of %d signals written; restored with parallelism 3 instead of 2%n",
          before, signalsOfAll);
      return events.now();
    }
  }

  private static Map<String, List<String>> undisturbed(
      StandaloneCluster cluster,
      Deployment calm,
      TopicWriter writer,
      List<ConsumerRecord<byte[], byte[]>> log)
      throws Exception {
    // The same keys in the same order: the same partitions and offsets.
    for (ConsumerRecord<byte[], byte[]> record : log) {
      String key = new String(record.key(), StandardCharsets.UTF_8);
      writer.write(calm.name(Topic.EVENTS), key, record.value(), record.timestamp() * 1_000);
    }
    writer.flush();
    FlinkJob job = cluster.run(SignalJob.class, 2, calm.file());
    int expected = count(calm.fold(calm.committed(Topic.EVENTS)));
    try (Follower signals = calm.follow(Topic.SIGNALS)) {
      Patience.until(
          "all signals are there", () -> signals.now().size() >= expected, cluster::words);
    }
    cluster.stop(job);
    return Deployment.byInstrument(calm.committed(Topic.SIGNALS));
  }

  /** A stop with a savepoint is no failure: the sequence job loses and repeats nothing. */
  private static void assertOnce(List<Fact> facts, List<ConsumerRecord<byte[], byte[]>> log) {
    assertThat(Market.origins(Deployment.events(log))).isEqualTo(Market.origins(Market.log(facts)));
    assertThat(log).hasSameSizeAs(facts);
  }

  /** The third submission of the model still uses the native library that the first one loaded. */
  private static void assertNativeCopies(StandaloneCluster cluster) throws IOException {
    for (FlinkProcess node : cluster.taskManagers().values()) {
      try (Stream<Path> files = Files.walk(node.tmp())) {
        assertThat(files.filter(file -> file.endsWith("libonnxruntime.so")))
            .as("ONNX Runtime comes from lib/")
            .hasSize(1);
      }
    }
  }

  private static int count(Map<String, List<String>> signals) {
    return signals.values().stream().mapToInt(List::size).sum();
  }
}
