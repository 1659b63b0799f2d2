package io.tidemark.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.client.explain.Acl;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.flink.SequenceJob;
import io.tidemark.flink.SignalJob;
import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.preflight.Preflight;
import io.tidemark.flink.preflight.PreflightException;
import io.tidemark.flink.topology.JobEnvironment;
import io.tidemark.simulator.MarketSimulation;
import io.tidemark.simulator.Scenario;
import io.tidemark.testbed.EmbeddedBroker;
import io.tidemark.testbed.LocalFlink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both jobs against a broker that grants exactly what is listed, and less. */
final class AclTest {

  private static final Path MODEL =
      Path.of(System.getProperty("tidemark.root")).resolve("models/artifacts/demo-linear/1");
  private static final String PASSWORD = "sesame";

  @TempDir Path directory;

  @Test
  void withTheListedRightsBothJobsRunAndWriteInTransactions() throws Exception {
    int port = freePort();
    try (EmbeddedBroker broker = broker(port);
        LocalFlink flink = LocalFlink.start(directory.resolve("flink"), 0, 0)) {
      JobConfig config = config(port);
      grant(broker, config, acl -> true);
      Preflight.of(Job.SEQUENCE, config).run();
      Preflight.of(Job.SIGNAL, config).run();

      JobClient sequence = submit(flink, config, Job.SEQUENCE);
      JobClient signal = submit(flink, config, Job.SIGNAL);
      play(broker);
      try (TopicReader signals = TopicReader.of(broker.bootstrapServers(), Topic.SIGNALS)) {
        int read = 0;
        while (read == 0) {
          read = signals.poll(record -> {});
          refuseEnd(sequence);
          refuseEnd(signal);
        }
      }
      sequence.cancel().get();
      signal.cancel().get();
    }
  }

  @Test
  void withoutTheRightToTransactionsTheSignalJobFails() throws Exception {
    assertThatThrownBy(() -> runWithout(ResourceType.TRANSACTIONAL_ID))
        .hasStackTraceContaining("TransactionalIdAuthorizationException");
  }

  @Test
  void withoutTheRightToItsGroupTheSignalJobFails() throws Exception {
    assertThatThrownBy(() -> runWithout(ResourceType.GROUP))
        .hasStackTraceContaining("GroupAuthorizationException");
  }

  @Test
  void withoutRightsToTopicsNothingIsSubmitted() throws Exception {
    int port = freePort();
    try (EmbeddedBroker broker = broker(port)) {
      JobConfig config = config(port);
      grant(broker, config, acl -> acl.resource() != ResourceType.TOPIC);
      assertThatThrownBy(() -> Preflight.of(Job.SIGNAL, config).run())
          .isInstanceOf(PreflightException.class)
          .hasMessageContaining("signals.v1");
    }
  }

  private void runWithout(ResourceType missing) throws Exception {
    int port = freePort();
    try (EmbeddedBroker broker = broker(port);
        LocalFlink flink = LocalFlink.start(directory.resolve("flink"), 0, 0)) {
      JobConfig config = config(port);
      grant(broker, config, acl -> acl.resource() != missing);
      submit(flink, config, Job.SIGNAL).getJobExecutionResult().get();
    }
  }

  /** Throws what a job failed of. */
  private static void refuseEnd(JobClient job) throws Exception {
    if (job.getJobStatus().get().isGloballyTerminalState()) {
      job.getJobExecutionResult().get();
    }
  }

  private static JobClient submit(LocalFlink flink, JobConfig config, Job job) throws Exception {
    Configuration settings = JobEnvironment.settings(config);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(1);
    if (job == Job.SEQUENCE) {
      SequenceJob.define(env, config);
    } else {
      SignalJob.define(env, config, SignalJob.model(config));
    }
    return flink.submit(env, job.name());
  }

  private static void play(EmbeddedBroker broker) {
    Scenario day = Scenario.demo();
    Scenario hours =
        new Scenario("hours", day.start(), day.length() / 12, day.phases().subList(0, 1), 0);
    try (TopicWriter writer = TopicWriter.to(broker.bootstrapServers())) {
      new Player(new MarketSimulation(hours, 3), writer, "", 1_200, () -> false).run();
    }
  }

  private static void grant(EmbeddedBroker broker, JobConfig config, Predicate<Acl> granted)
      throws Exception {
    List<AclBinding> bindings = new ArrayList<>();
    for (Acl acl : Acl.of(List.of(Job.SEQUENCE, Job.SIGNAL), config)) {
      if (granted.test(acl)) {
        bindings.add(
            new AclBinding(
                new ResourcePattern(acl.resource(), acl.name(), acl.pattern()),
                new AccessControlEntry(
                    "User:tidemark", "*", acl.operation(), AclPermissionType.ALLOW)));
      }
    }
    assertThat(bindings).isNotEmpty();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createAcls(bindings).all().get();
    }
  }

  private EmbeddedBroker broker(int guardedPort) {
    EmbeddedBroker broker =
        EmbeddedBroker.startGuarded(
            directory.resolve("kafka"), guardedPort, Map.of("tidemark", PASSWORD));
    Map<String, Integer> partitions = new HashMap<>();
    for (Topic topic : Topic.ALL) {
      partitions.put(topic.topicName(), 1);
    }
    broker.createTopics(partitions, Map.of());
    return broker;
  }

  private JobConfig config(int port) throws IOException {
    Path password = Files.writeString(directory.resolve("password"), PASSWORD);
    Path file = directory.resolve("job.yaml");
    Files.writeString(
        file,
        """
        kafka:
          bootstrap-servers: 127.0.0.1:%d
          group-id: house
          properties:
            security.protocol: SASL_PLAINTEXT
            sasl.mechanism: PLAIN
            sasl.jaas.config: >-
              org.apache.kafka.common.security.plain.PlainLoginModule required
              username="tidemark" password="${file:%s}";
        instruments: [BTC-USDT@sim, ETH-USDT@sim, SOL-USDT-PERP@sim]
        model.path: %s
        inputs: [book, sentiment, fear-greed]
        sequence.wait: 500 ms
        sequence.tick: 0 ms
        checkpoint.interval: 1 s
        """
            .formatted(port, password, MODEL));
    return ConfigLoader.load(Job.SIGNAL, file, List.of());
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
