package io.tidemark.reliability.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.flink.SignalJob;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.testbed.FrozenMarket;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.ReleasedSavepoint;
import io.tidemark.flink.testbed.SignalDigests;
import io.tidemark.flink.topology.OperatorId;
import io.tidemark.testbed.cluster.FlinkJob;
import io.tidemark.testbed.cluster.Follower;
import io.tidemark.testbed.cluster.Patience;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The signal job of today, on the cluster, goes on from the savepoints that earlier versions left
 * in the middle of {@link FrozenMarket}. What it says from there on must be what the version said
 * that took the first of them: the digests of that time are the oracle.
 *
 * <p>Those savepoints were taken of a log in memory. Their source's state is left out, and the
 * consumer group's offsets say where to read on.
 */
final class ReleasedRow implements Row {

  /** So many signals come at least. */
  private static final int SIGNALS = 10_000;

  private static final int PARALLELISM = 2;
  private static final int LIMIT_SECONDS = 30;
  private static final long QUIET_MILLIS = 6_000;

  @Override
  public String name() {
    return "savepoint-released";
  }

  @Override
  public String description() {
    return "the signal job goes on from the savepoint of each earlier version";
  }

  @Override
  public Outcome happen(Stage stage) throws Exception {
    List<String> said = new ArrayList<>();
    int signals = 0;
    MarketLog log = MarketLog.of(FrozenMarket.facts(), FrozenMarket.INSTRUMENTS);
    for (String version : ReleasedSavepoint.versions()) {
      Deployment topics = stage.deploy(name() + "-" + version, settings());
      write(topics, log.partitions());
      setOffsets(topics, log.positions(FrozenMarket.SAVEPOINT));
      Path savepoint =
          withoutSource(
              ReleasedSavepoint.of(version, "signal"), stage.folder().resolve("from-" + version));
      FlinkJob job =
          stage
              .cluster()
              .run(SignalJob.class, PARALLELISM, topics.file(), "-s", savepoint.toUri().toString());
      try {
        assertThat(job.restoredFrom()).as("the savepoint it went on from").isPositive();
        Map<String, List<String>> after = signals(stage, topics);
        SignalDigests.mustBeThoseOfTheFirstVersion(after);
        signals = after.values().stream().mapToInt(List::size).sum();
        said.add(version + " (checkpoint " + job.restoredFrom() + ")");
      } finally {
        job.cancel();
      }
    }
    return new Outcome(
        "restored from the savepoint of " + String.join(", ", said),
        true,
        "%,d signals, byte for byte what the version said that took the first".formatted(signals),
        "",
        "");
  }

  /** As they were when the savepoints were taken. */
  private static List<String> settings() {
    return List.of(
        "kafka.start-offsets: group",
        "instruments: " + FrozenMarket.INSTRUMENTS,
        "inputs: [book, sentiment]",
        "signal.emit: every",
        "signal.min-strength: 90",
        "risk.max-signals-per-hour: 64",
        "risk.volatility-limit: 3",
        "drift.min-distance: 0.5",
        "drift.family: " + FrozenMarket.INSTRUMENTS,
        "checkpoint.interval: 1 s",
        // state expires by the wall clock, and the savepoints are of another year
        "state.expire-after: 3650 d");
  }

  private static void write(Deployment topics, List<List<RawRecord>> partitions) {
    Map<String, Object> brokers = Map.of("bootstrap.servers", topics.bootstrapServers());
    String topic = topics.name(Topic.EVENTS);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(brokers, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Exception> refused = new ArrayList<>();
      for (int p = 0; p < partitions.size(); p++) {
        for (RawRecord each : partitions.get(p)) {
          var unused =
              producer.send(
                  new ProducerRecord<>(topic, p, null, each.value()),
                  (metadata, e) -> {
                    if (e != null) {
                      refused.add(e);
                    }
                  });
        }
      }
      producer.flush();
      assertThat(refused).as("records of the log that were refused").isEmpty();
    }
  }

  private static void setOffsets(Deployment topics, int[] positions) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (int p = 0; p < positions.length; p++) {
      TopicPartition partition = new TopicPartition(topics.name(Topic.EVENTS), p);
      offsets.put(partition, new OffsetAndMetadata(positions[p]));
    }
    try (Admin admin = topics.admin()) {
      admin
          .alterConsumerGroupOffsets(topics.group(), offsets)
          .all()
          .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** A copy that knows nothing of where the log was read. */
  private static Path withoutSource(Path savepoint, Path copy) throws IOException {
    Files.createDirectories(copy);
    try (Stream<Path> files = Files.list(savepoint)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    Path file = copy.resolve("_metadata");
    CheckpointMetadata whole;
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      whole =
          Checkpoints.loadCheckpointMetadata(
              in, ReleasedRow.class.getClassLoader(), copy.toUri().toString());
    }
    List<OperatorState> rest =
        whole.getOperatorStates().stream()
            .filter(
                state -> !state.getOperatorUid().orElse("").equals(OperatorId.SIGNAL_SOURCE.uid()))
            .toList();
    assertThat(rest).as("states but the source's").hasSize(whole.getOperatorStates().size() - 1);
    try (OutputStream out = Files.newOutputStream(file)) {
      Checkpoints.storeCheckpointMetadata(
          new CheckpointMetadata(
              whole.getCheckpointId(),
              rest,
              whole.getMasterStates(),
              whole.getCheckpointProperties()),
          out);
    }
    return copy;
  }

  /** By instrument, in hexadecimal, when no more come. */
  private static Map<String, List<String>> signals(Stage stage, Deployment topics)
      throws Exception {
    Map<String, List<String>> signals = new TreeMap<>();
    try (Follower follower =
        Follower.committed(topics.bootstrapServers(), topics.name(Topic.SIGNALS))) {
      int[] seen = {0};
      long[] since = {System.currentTimeMillis()};
      Patience.until(
          "all signals are there",
          () -> {
            int now = follower.now().size();
            if (now > seen[0]) {
              seen[0] = now;
              since[0] = System.currentTimeMillis();
            }
            return now >= SIGNALS && System.currentTimeMillis() - since[0] > QUIET_MILLIS;
          },
          stage.cluster()::words);
      for (ConsumerRecord<byte[], byte[]> each : follower.now()) {
        signals
            .computeIfAbsent(
                new String(each.key(), StandardCharsets.UTF_8), any -> new ArrayList<>())
            .add(HexFormat.of().formatHex(each.value()));
      }
    }
    return signals;
  }
}
