package io.tidemark.bench.latency;

import io.tidemark.bench.BenchFixture;
import io.tidemark.client.CommandFailedException;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.testbed.JobCounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * One route with one delivery: a backlog to warm up, another that says how fast the jobs are, as
 * much again to settle, then one load after the other, all in one go of the jobs.
 */
final class LatencyRun {

  /** So much of the speed with a backlog is called sustainable: a queue needs some slack. */
  static final double SUSTAINABLE = 0.9;

  private static final double SETTLE = 0.5;

  private static final String LOG_APPEND_TIME = "LogAppendTime";

  private final BenchFixture ground;
  private final LatencyPlan plan;
  private final Route route;
  private final String delivery;
  private final String prefix;

  /** One load, as it was sent. */
  private record SentLoad(double part, double perSecond, long beginMicros, double lateMillis) {}

  LatencyRun(BenchFixture ground, LatencyPlan plan, Route route, String delivery) {
    this.ground = ground;
    this.plan = plan;
    this.route = route;
    this.delivery = delivery;
    this.prefix = "latency-%s-%s.".formatted(route.label().split(" ", 2)[0], delivery);
  }

  /** Runs it, on topics of its own. */
  List<LatencyRow> run(Path model) throws Exception {
    List<String> assignments = new ArrayList<>(LatencyJobs.TUNED);
    assignments.addAll(LatencyJobs.TIME_LAPSE);
    assignments.add("delivery=" + delivery);
    JobConfig config = ground.config(model, prefix, assignments);
    List<String> topics = new ArrayList<>();
    for (Topic topic : Topic.ALL) {
      topics.add(config.topic(topic.topicName()));
      boolean stamped = topic == Topic.EVENTS || topic == Topic.SIGNALS;
      ground.createTopic(
          config.topic(topic.topicName()),
          stamped ? Map.of("message.timestamp.type", LOG_APPEND_TIME) : Map.of());
    }
    LatencyJobs jobs = LatencyJobs.submit(ground, config, route);
    Properties client = ground.client();
    client.setProperty("linger.ms", "0");
    List<LatencyRow> rows;
    try (TopicWriter writer = new TopicWriter(client);
        Receiver receiver = new Receiver(jobs.reader(Topic.SIGNALS))) {
      Sender sender =
          new Sender(
              Supply.of(route, plan.seed()),
              record ->
                  writer.write(
                      prefix + record.topic(), record.key(), record.value(), record.timeMicros()));
      rows = measure(jobs, sender, receiver);
    }
    topics.forEach(ground::deleteTopic);
    return rows;
  }

  private List<LatencyRow> measure(LatencyJobs jobs, Sender sender, Receiver receiver)
      throws Exception {
    sender.sendUntimed(plan.backlog());
    jobs.awaitDecided(sender.sent());
    double sustainable = SUSTAINABLE * speed(plan, route, jobs, sender);
    settle(plan, jobs, sender, sustainable);
    List<SentLoad> loads = new ArrayList<>();
    for (double part : plan.loads()) {
      double perSecond = part * sustainable;
      long count = (long) (perSecond * plan.seconds());
      long begin = WallClock.micros();
      long late = sender.send(count, perSecond, count / 4);
      jobs.awaitDecided(sender.sent());
      loads.add(new SentLoad(part, perSecond, begin, late / 1e3));
    }
    double checkpointMillis = jobs.checkpointMillis();
    JobCounts counts = jobs.stop();
    LongSeries seenAt = receiver.seenAt();
    Seen seen = Seen.read(jobs, sender, route);
    boolean balanced =
        counts.decided() == seen.events()
            && counts.get(MetricId.EMITTED) + counts.get(MetricId.REVOKED) == seen.signals()
            && seenAt.size() == seen.signals()
            && seen.twice() == 0;
    List<LatencyRow> rows = new ArrayList<>();
    for (int i = 0; i < loads.size(); i++) {
      SentLoad load = loads.get(i);
      long end = i + 1 < loads.size() ? loads.get(i + 1).beginMicros() : Long.MAX_VALUE;
      Seen.Durations durations = seen.between(load.beginMicros(), end, seenAt);
      rows.add(
          new LatencyRow(
              new LatencyRow.Load(
                  route.label(), delivery, sustainable, load.part(), load.perSecond()),
              durations.dueToSeen.size(),
              load.lateMillis(),
              new LatencyRow.Durations(
                  Percentiles.of(durations.logToSignal),
                  Percentiles.of(durations.logToSeen),
                  Percentiles.of(durations.dueToSeen)),
              checkpointMillis,
              balanced));
    }
    return rows;
  }

  /**
   * Sends as much again at a pace that can be kept. Of a backlog the raw topics are read one after
   * the other, what is late tears holes into the bars, and the features have to warm up anew.
   */
  static void settle(LatencyPlan plan, LatencyJobs jobs, Sender sender, double sustainable)
      throws Exception {
    long count = plan.backlog();
    var unused = sender.send(count, SETTLE * sustainable, count);
    jobs.awaitDecided(sender.sent());
  }

  /** Records per second that the jobs decide while more lie ready, the sender working beside. */
  static double speed(LatencyPlan plan, Route route, LatencyJobs jobs, Sender sender)
      throws Exception {
    long from;
    try (TopicReader log = jobs.reader(Topic.EVENTS)) {
      from = log.size();
    }
    sender.sendUntimed(plan.backlog());
    jobs.awaitDecided(sender.sent());
    Seen seen = Seen.read(jobs, sender, route);
    double recordsPerEvent = plan.backlog() / (double) (seen.events() - from);
    double speed = seen.eventsPerSecond(from) * recordsPerEvent;
    if (speed <= 0) {
      throw new CommandFailedException(
          "%,d records are too few to see how fast the jobs are".formatted(plan.backlog()));
    }
    return speed;
  }
}
