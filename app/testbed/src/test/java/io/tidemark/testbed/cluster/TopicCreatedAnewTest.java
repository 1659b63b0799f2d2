package io.tidemark.testbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.flink.SequenceJob;
import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.topology.JobEnvironment;
import io.tidemark.testbed.EmbeddedBroker;
import io.tidemark.testbed.LocalFlink;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sequence job on a real broker, of which a topic is deleted and created anew. */
class TopicCreatedAnewTest {

  private static final List<Fact> FACTS = Market.facts(7, 40);
  private static final int OLD = 2_000;
  private static final int NEW = 800;

  @TempDir Path folder;

  @Test
  void whileTheJobRunsTheNewTopicIsReadFromItsFirstRecord() throws Exception {
    assertReadsAll("running.", false);
  }

  @Test
  void betweenASavepointAndTheNextStartTheNewTopicIsReadFromItsFirstRecord() throws Exception {
    assertReadsAll("stopped.", true);
  }

  private void assertReadsAll(String prefix, boolean stopped) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"));
        LocalFlink flink = LocalFlink.start(folder.resolve("flink"), 0, 0);
        TopicWriter writer = TopicWriter.to(broker.bootstrapServers())) {
      Deployment live = Deployment.create(broker, prefix, folder, "checkpoint.interval: 500 ms");
      Consumer<Fact> market = live.market(writer);
      JobClient job = submit(flink, live, "");
      flink.awaitRunning(job);
      try (Follower log = live.follow(Topic.EVENTS)) {
        awaitFirst(log, market, writer, job);
        int before = log.now().size();
        FACTS.subList(0, OLD).forEach(market);
        writer.flush();
        await(log, before + OLD, job);
        String savepoint = stopped ? stop(job) : "";

        createAnew(broker, live.name(Topic.TRADES));
        List<Fact> later = FACTS.subList(OLD, OLD + NEW);
        later.forEach(market);
        writer.flush();
        JobClient after = stopped ? submit(flink, live, savepoint) : job;
        await(log, before + OLD + NEW, after);

        List<LogEvent> events = Deployment.events(log.now());
        List<LogEvent> ofNew =
            events.stream().filter(e -> e.availableAt() >= later.get(0).availableAt()).toList();
        assertThat(ofNew).hasSize(NEW);
        assertThat(ofNew.stream().map(e -> e.origin().offset()).sorted())
            .as("offsets of the new topic")
            .containsExactlyElementsOf(LongStream.range(0, NEW).boxed().toList());
        Set<String> ids = ids(events);
        assertThat(ids).hasSize(2).doesNotContain(Origin.NO_ID);
        assertThat(ids(ofNew)).hasSize(1);
        after.cancel().get();
        awaitEnd(after);
      }
    }
  }

  /** With {@code latest}, what is written before the job has found the end is not read. */
  private static void awaitFirst(
      Follower log, Consumer<Fact> market, TopicWriter writer, JobClient job) throws Exception {
    AtomicLong written = new AtomicLong();
    Patience.until(
        "the job reads",
        () -> {
          refuseEnd(job);
          market.accept(FACTS.get(0));
          writer.flush();
          written.incrementAndGet();
          return !log.now().isEmpty();
        },
        () -> "");
    Patience.until(
        "the job has read all",
        () -> {
          List<LogEvent> events = Deployment.events(log.now());
          return events.get(events.size() - 1).origin().offset() == written.get() - 1;
        },
        () -> log.now().size() + " are in the log");
  }

  private static void await(Follower log, int records, JobClient job) throws Exception {
    Patience.until(
        records + " records are in the log",
        () -> {
          refuseEnd(job);
          return log.now().size() >= records;
        },
        () -> log.now().size() + " are, the job is " + job.getJobStatus().get());
  }

  private static void refuseEnd(JobClient job) throws Exception {
    if (job.getJobStatus().get().isGloballyTerminalState()) {
      job.getJobExecutionResult().get();
      throw new AssertionError("the job has ended");
    }
  }

  private static void awaitEnd(JobClient job) throws Exception {
    Patience.until(
        "the job ends", () -> job.getJobStatus().get().isGloballyTerminalState(), () -> "");
  }

  private String stop(JobClient job) throws Exception {
    String path =
        job.stopWithSavepoint(
                false,
                folder.resolve("savepoints").toUri().toString(),
                SavepointFormatType.CANONICAL)
            .get(60, TimeUnit.SECONDS);
    awaitEnd(job);
    return path;
  }

  private static JobClient submit(LocalFlink flink, Deployment live, String savepoint)
      throws Exception {
    // each record is to be seen in the log, also one that says what another has said
    JobConfig config =
        ConfigLoader.load(
            Job.SEQUENCE,
            live.file(),
            List.of("kafka.start-offsets=latest", "sequence.repeats-within=0s"));
    Configuration settings = JobEnvironment.settings(config);
    if (!savepoint.isEmpty()) {
      settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(1);
    SequenceJob.define(env, config);
    return flink.submit(env, "sequence");
  }

  private static void createAnew(EmbeddedBroker broker, String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      broker.deleteTopics(List.of(topic));
      Patience.until(
          "the topic is gone", () -> !admin.listTopics().names().get().contains(topic), () -> "");
      broker.createTopics(Map.of(topic, 1), Map.of());
    }
  }

  private static Set<String> ids(List<LogEvent> events) {
    return events.stream().map(event -> event.origin().topicId()).collect(Collectors.toSet());
  }
}
