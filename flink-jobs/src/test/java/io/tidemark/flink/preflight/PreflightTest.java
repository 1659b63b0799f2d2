package io.tidemark.flink.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.topology.JobTopics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {

  private final Path directory;

  PreflightTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void aReadyClusterHasNoProblems() throws IOException {
    Path checkpoints = directory.resolve("not/yet/there");
    Preflight preflight = preflight("checkpoint.path=" + checkpoints.toUri());

    assertThat(preflight.problems(ready())).isEmpty();
    assertThat(checkpoints).isEmptyDirectory();
  }

  @Test
  void aTopicThatIsMissingIsNamedWithTheCommandThatCreatesIt() {
    FakeCluster cluster = new FakeCluster().brokers(5).topic("in.b", 0);

    assertThat(preflight().problems(cluster))
        .containsExactly(
            "Input topic in.a does not exist. Create it: kafka-topics --create --bootstrap-server"
                + " broker:9092 --topic in.a --partitions 12 --replication-factor 3",
            "Input topic in.b has no partition. Delete it and create it anew: kafka-topics"
                + " --create --bootstrap-server broker:9092 --topic in.b --partitions 12"
                + " --replication-factor 3",
            "Output topic out does not exist. Create it: kafka-topics --create --bootstrap-server"
                + " broker:9092 --topic out --partitions 12 --replication-factor 3");
  }

  @Test
  void aTopicWhoseRecordsNeedOneOrderMustHaveOnePartition() {
    JobConfig config = config();
    FakeCluster cluster = new FakeCluster().brokers(3);
    JobTopics.of(Job.SEQUENCE).reads(config).forEach(topic -> cluster.topic(topic, 12));
    JobTopics.of(Job.SEQUENCE).writes(config).forEach(topic -> cluster.topic(topic, 12));

    assertThat(Preflight.of(Job.SEQUENCE, config).problems(cluster))
        .satisfiesExactly(
            control ->
                assertThat(control)
                    .startsWith("Input topic control.v1 has 12 partitions, but must have 1: ")
                    .contains("kafka-topics --delete --bootstrap-server broker:9092 --topic contr"),
            updates ->
                assertThat(updates)
                    .startsWith("Input topic model-updates.v1 has 12 partitions, but must have 1")
                    .contains(
                        "--topic model-updates.v1 --partitions 1 --replication-factor 3 --config"
                            + " cleanup.policy=compact"));
    assertThat(
            Preflight.of(Job.SEQUENCE, config)
                .problems(cluster.topic("control.v1", 1).topic("model-updates.v1", 1)))
        .isEmpty();
  }

  @Test
  void aJobDoesNotGoOnBehindTheEndOfATopicThatWasCreatedAnew() {
    JobConfig config = config();
    FakeCluster cluster = new FakeCluster().brokers(3);
    JobTopics.of(Job.SIGNAL).reads(config).forEach(topic -> cluster.topic(topic, 12));
    JobTopics.of(Job.SIGNAL).writes(config).forEach(topic -> cluster.topic(topic, 12));
    cluster
        .passed(
            "tidemark-signal",
            new PassedEnd("market.events.v1", 3, 500, 12),
            new PassedEnd("market.events.v1", 4, 700, 0),
            new PassedEnd("a.topic.of.others", 0, 9, 1))
        .passed("tidemark-sequence", new PassedEnd("market.events.v1", 5, 10, 1));

    assertThat(Preflight.of(Job.SIGNAL, config).problems(cluster))
        .singleElement()
        .asString()
        .startsWith(
            "Group tidemark-signal would go on at offset 500 of market.events.v1-3, which ends at"
                + " 12: the topic was created anew since, or these are the brokers of another")
        .endsWith(
            "kafka-consumer-groups --bootstrap-server broker:9092 --group tidemark-signal --topic"
                + " market.events.v1 --reset-offsets --to-earliest --execute");
    JobConfig fromTheStart = config("kafka.start-offsets=earliest");
    assertThat(Preflight.of(Job.SIGNAL, fromTheStart).problems(cluster))
        .as("it does not ask for the group's positions")
        .isEmpty();
  }

  @Test
  void aMissingTopicIsCreatedWithWhatTheJobsRestOn() {
    JobConfig config = config("topics.prefix=desk.");
    FakeCluster cluster = new FakeCluster().brokers(3);

    assertThat(Preflight.of(Job.SEQUENCE, config).problems(cluster))
        .anyMatch(
            problem ->
                problem.endsWith(
                    " --topic desk.model-updates.v1 --partitions 1 --replication-factor 3 --config"
                        + " cleanup.policy=compact --config message.timestamp.type=LogAppendTime"
                        + " --config retention.ms=-1 --config compression.type=producer"
                        + " --config min.insync.replicas=2"))
        .anyMatch(problem -> problem.contains("--topic desk.control.v1 --partitions 1 "))
        .anyMatch(problem -> problem.contains("--topic desk.metrics.v1 --partitions 12 "));
  }

  @Test
  void aSingleBrokerIsNotAskedForThreeReplicas() {
    assertThat(preflight().problems(new FakeCluster().topic("in.a", 1).topic("in.b", 1)))
        .singleElement()
        .asString()
        .endsWith("--replication-factor 1");
  }

  @Test
  void aTopicThatWeMayNotSeeIsNotCalledMissing() {
    assertThat(preflight().problems(ready().forbidden("in.a")))
        .containsExactly(
            "Input topic in.a cannot be looked at: Not authorized. Give this user the right to"
                + " describe it.");
  }

  @Test
  void aJobDoesNotStartBeforeThePartitionsThatItWritesAreLed() {
    assertThat(preflight().problems(ready().leaderless("out-1").leaderless("out-2")))
        .containsExactly(
            "No leader answers for out-1, out-2. Try again when their brokers are up: kafka-topics"
                + " --describe --bootstrap-server broker:9092 --unavailable-partitions");
    assertThat(preflight().problems(ready().leaderless("in.a-1"))).isEmpty();
  }

  @Test
  void withoutABrokerOnlyWhatNeedsNoneIsLookedAt() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Preflight preflight = preflight("checkpoint.path=" + file.resolve("inside").toUri());

    assertThat(preflight.problems(new FakeCluster().down("no answer within 10000 ms")))
        .satisfiesExactly(
            broker ->
                assertThat(broker)
                    .isEqualTo(
                        "No broker of kafka.bootstrap-servers (broker:9092) could be used: no"
                            + " answer within 10000 ms. Check that Kafka runs, that the address is"
                            + " right, and kafka.properties.* for SASL and TLS."),
            path ->
                assertThat(path)
                    .startsWith("checkpoint.path file:///")
                    .contains("/file/inside cannot be used: ")
                    .endsWith(". Name a directory that this user may write."));
  }

  @Test
  void aTransactionLongerThanTheBrokersAllowIsRefused() {
    FakeCluster strict = ready().transactionLimit(OptionalLong.of(60_000));

    assertThat(preflight().problems(strict))
        .containsExactly(
            "delivery.transaction-timeout is 900000 ms, but the brokers allow at most 60000 ms."
                + " Lower it, or raise transaction.max.timeout.ms on the brokers.");
    assertThat(preflight("delivery=at-least-once").problems(strict)).isEmpty();
  }

  @Test
  void aLimitThatWeMayNotSeeIsNoProblemAndOneThatCannotBeReadIs() {
    assertThat(preflight().problems(ready().transactionLimit(OptionalLong.empty()))).isEmpty();
    assertThat(preflight().problems(ready().silentAboutTransactions("no answer within 9 ms")))
        .containsExactly(
            "The brokers' transaction.max.timeout.ms cannot be read: no answer within 9 ms. Try"
                + " again, or set delivery to at-least-once.");
  }

  @Test
  void aFileSystemThatFlinkDoesNotKnowIsNamed() {
    assertThat(preflight("checkpoint.path=s3://bucket/x").problems(ready()))
        .containsExactly(
            "checkpoint.path s3://bucket/x has a scheme that this Flink does not know. Put its"
                + " file system (for s3: flink-s3-fs-presto) into Flink's plugins directory.");
  }

  @Test
  void theExceptionListsEveryProblem() {
    PreflightException failure = new PreflightException(List.of("One.", "Two."));

    assertThat(failure).hasMessage("The job was not started:\n  - One.\n  - Two.");
    assertThat(failure.problems()).containsExactly("One.", "Two.");
  }

  @Test
  void aPortWhereNobodyListensIsNoBroker() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    JobConfig config = config("kafka.bootstrap-servers=127.0.0.1:" + port);

    try (AdminClusterView cluster = new AdminClusterView(config.kafka(), Duration.ofMillis(300))) {
      assertThat(catchThrowableOfType(ClusterViewException.class, cluster::brokers))
          .hasMessage("no answer within 300 ms");
    }
  }

  @Test
  void anAddressThatCannotBeResolvedIsSaidSo() {
    JobConfig config = config("kafka.bootstrap-servers=no-such-host.invalid:9092");

    try (AdminClusterView cluster = new AdminClusterView(config.kafka(), Duration.ofSeconds(1))) {
      assertThat(catchThrowableOfType(ClusterViewException.class, cluster::brokers))
          .hasMessage("No resolvable bootstrap urls given in bootstrap.servers");
    }
  }

  private static FakeCluster ready() {
    return new FakeCluster().topic("in.a", 3).topic("in.b", 3).topic("out", 3);
  }

  private static Preflight preflight(String... assignments) {
    return new Preflight(config(assignments), List.of("in.a", "in.b"), List.of("out"));
  }

  private static JobConfig config(String... assignments) {
    List<String> all = new ArrayList<>();
    all.add("kafka.bootstrap-servers=broker:9092");
    all.add("instruments=BTC-USDT@binance");
    all.addAll(List.of(assignments));
    return ConfigLoader.load(Job.SEQUENCE, null, all, Map.of());
  }
}
