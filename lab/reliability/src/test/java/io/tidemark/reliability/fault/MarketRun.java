package io.tidemark.reliability.fault;

import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.SequenceJob;
import io.tidemark.flink.SignalJob;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.Topic;
import io.tidemark.reliability.CalmRun;
import io.tidemark.reliability.DisturbedRun;
import io.tidemark.reliability.RawCopies;
import io.tidemark.reliability.RunJudgement;
import io.tidemark.testbed.cluster.Feeder;
import io.tidemark.testbed.cluster.FlinkJob;
import io.tidemark.testbed.cluster.Follower;
import io.tidemark.testbed.cluster.Patience;
import io.tidemark.testbed.cluster.StandaloneCluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A market on the raw topics, both jobs at work on it, and who reads what they write. */
final class MarketRun implements AutoCloseable {

  /** So long nothing more may come before a wait is given up, s. */
  private static final long STUCK_SECONDS = 30;

  /** Before a fault there are so many signals: it does not hit a start. */
  private static final int WARM_SIGNALS = 200;

  private final StandaloneCluster cluster;
  private final Deployment topics;
  private final int parallelism;
  private TopicWriter writer;
  private final Follower everything;
  private final Follower committed;
  private final Follower log;
  private final Follower letters;
  private final List<LogEvent> events = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private final LogFormat format = new LogFormat();

  private final Set<String> ids = new HashSet<>();
  private long deadLetters;
  private int readSignals;

  /** Facts that were fed before the feeder that is at work. */
  private int offset;

  private long ignoredFrom;
  private long ignoredTo;
  private final List<Fact> injected = new ArrayList<>();
  private List<Fact> facts = List.of();
  private @Nullable Feeder feeder;
  private @Nullable FlinkJob sequence;
  private @Nullable FlinkJob signal;

  MarketRun(StandaloneCluster cluster, Deployment topics, int parallelism) {
    this.cluster = cluster;
    this.topics = topics;
    this.parallelism = parallelism;
    this.writer = patientWriter(topics);
    this.everything = Follower.uncommitted(topics.bootstrapServers(), topics.name(Topic.SIGNALS));
    this.committed = Follower.committed(topics.bootstrapServers(), topics.name(Topic.SIGNALS));
    this.log = Follower.uncommitted(topics.bootstrapServers(), topics.name(Topic.EVENTS));
    this.letters = Follower.committed(topics.bootstrapServers(), topics.name(Topic.DEAD_LETTERS));
  }

  /** The market must not end because a broker stood still for long. */
  static TopicWriter patientWriter(Deployment topics) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", topics.bootstrapServers());
    properties.setProperty("delivery.timeout.ms", "600000");
    return new TopicWriter(properties);
  }

  Deployment topics() {
    return topics;
  }

  StandaloneCluster cluster() {
    return cluster;
  }

  TopicWriter writer() {
    return writer;
  }

  FlinkJob sequence() {
    return started(sequence);
  }

  FlinkJob signal() {
    return started(signal);
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new AssertionError("not started");
    }
    return part;
  }

  /** Submits both jobs. */
  void startJobs() {
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(this::startSequence, task -> new Thread(task, "submit").start());
    startSignal("");
    first.join();
  }

  /** Submits the sequence job; it begins as its configuration says. */
  void startSequence() {
    sequence = submit(SequenceJob.class);
  }

  /**
   * Submits the signal job.
   *
   * @param checkpoint that it goes on from; empty for none
   */
  void startSignal(String checkpoint) {
    signal =
        checkpoint.isEmpty() ? submit(SignalJob.class) : submit(SignalJob.class, "-s", checkpoint);
  }

  private FlinkJob submit(Class<?> job, String... more) {
    try {
      return cluster.run(job, parallelism, topics.file(), more);
    } catch (Exception e) {
      throw new AssertionError(job.getSimpleName() + " does not run", e);
    }
  }

  /** Writes the market to the raw topics at a steady pace, from now on. */
  void feed(List<Fact> market, int perSecond) {
    facts = market;
    feeder = Feeder.start(market, perSecond, topics.market(writer));
  }

  /** Stops the market, and returns what has not come yet. */
  List<Fact> interrupt() {
    List<Fact> all = facts;
    endAfter(0);
    writer.flush();
    return all.subList(facts.size(), all.size());
  }

  /** Goes on with it after an interruption. */
  void feedOn(List<Fact> rest, int perSecond) {
    int before = facts.size();
    facts = joined(rest);
    offset = before;
    feeder = Feeder.start(rest, perSecond, topics.market(writer));
  }

  /** Writes all of this at once. */
  void feedAtOnce(List<Fact> market) {
    facts = joined(market);
    offset = facts.size();
    feeder = null;
    market.forEach(topics.market(writer));
    writer.flush();
  }

  private List<Fact> joined(List<Fact> rest) {
    List<Fact> all = new ArrayList<>(facts);
    all.addAll(rest);
    return all;
  }

  /** Facts of the market so far. */
  int fed() {
    return feeder == null ? facts.size() : offset + feeder.written();
  }

  /**
   * Lets the market go on for so many facts more, and no longer; what came by then is the market.
   */
  void endAfter(int more) {
    Feeder market = started(feeder);
    int end = Math.min(facts.size() - offset, market.written() + more);
    market.endAfter(end);
    facts = facts.subList(0, offset + market.written());
  }

  boolean isFeeding() {
    return feeder != null && feeder.isWriting();
  }

  /** Waits until signals are committed. */
  void awaitWarm() throws Exception {
    Patience.until(
        WARM_SIGNALS + " signals are committed",
        () -> committed.now().size() >= WARM_SIGNALS,
        cluster::words);
  }

  /** Signals on the topic from where the first open transaction begins. */
  int uncommitted() {
    long seen = committed.end();
    return Math.toIntExact(everything.end() - seen);
  }

  /**
   * Waits until both jobs run and signals are committed that were written since.
   *
   * @param failures of the signal job before the fault
   * @return ms from now until then
   */
  long awaitRecovery(int failures) throws Exception {
    long begin = System.currentTimeMillis();
    Patience.until(
        "the job was started again and runs",
        answered(() -> failures() > failures && signal().isRunning()),
        cluster::words);
    Patience.until("the log is written again", answered(sequence()::isRunning), cluster::words);
    awaitNewSignals(System.currentTimeMillis());
    return System.currentTimeMillis() - begin;
  }

  /** Waits until a signal is committed that was written after {@code millis} since the epoch. */
  void awaitNewSignals(long millis) throws Exception {
    int[] looked = {0};
    Patience.until(
        "new signals are committed",
        () -> {
          List<ConsumerRecord<byte[], byte[]>> now = committed.now();
          while (looked[0] < now.size()) {
            if (now.get(looked[0]++).timestamp() > millis) {
              return true;
            }
          }
          return false;
        },
        cluster::words);
  }

  /** How often the signal job has failed. */
  int failures() throws IOException, InterruptedException {
    return signal().failures().size();
  }

  /** False where nobody answers just now. */
  static Callable<Boolean> answered(Callable<Boolean> question) {
    return () -> {
      try {
        return question.call();
      } catch (IOException nobody) {
        return false;
      }
    };
  }

  /** When the newest fact that was fed became available, µs since the epoch. */
  long newestTime() {
    return facts.get(Math.max(0, fed() - 1)).availableAt();
  }

  /** From now on the log's events of these times are none of the market's, µs, half open. */
  void ignore(long from, long to) {
    ignoredFrom = from;
    ignoredTo = to;
  }

  /** Records on a topic that a reader of committed ones sees. */
  long records(Topic topic) {
    AtomicLong count = new AtomicLong();
    read(topic, record -> count.incrementAndGet());
    return count.get();
  }

  private void read(Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> to) {
    try (Follower reader = Follower.committed(topics.bootstrapServers(), topics.name(topic))) {
      reader.read(to);
    }
  }

  /** Writes facts that belong to the market from now on. */
  void inject(List<Fact> more) {
    injected.addAll(more);
    more.forEach(topics.market(writer));
    writer.flush();
  }

  /** Dead letters that a reader of committed ones sees. */
  long deadLetters() {
    letters.read(letter -> deadLetters++);
    return deadLetters;
  }

  /** How many events the logs will hold of what was fed. */
  int logSize() throws Exception {
    return CalmRun.logSize(facts, topics.signalConfig());
  }

  /** What a calm run would have said of the market. */
  CalmRun calm() throws Exception {
    List<Fact> all = new ArrayList<>(facts);
    all.addAll(injected);
    all.sort(Comparator.comparingLong(Fact::availableAt));
    return CalmRun.of(all, topics.signalConfig(), SignalJob.model(topics.signalConfig()));
  }

  /** Records of the market that stand on the raw topics once more, read back from them. */
  int rawCopies() {
    RawCopies copies = new RawCopies();
    facts.forEach(copies::written);
    injected.forEach(copies::written);
    for (Topic topic : Topic.of(Topic.Role.INPUT)) {
      read(topic, record -> copies.read(topic, record.value()));
    }
    return copies.count();
  }

  /**
   * Waits until the market is over and the jobs have said all that they will say, ends them, and
   * holds it against the calm run.
   */
  RunJudgement judge() throws Exception {
    CalmRun calm = calm();
    settle(calm);
    stop();
    return compare(calm);
  }

  /** Holds what was committed so far against the calm run. */
  RunJudgement compare(CalmRun calm) {
    return compare(calm, committed.now());
  }

  /** The same of signals as they stand elsewhere. */
  RunJudgement compare(CalmRun calm, List<ConsumerRecord<byte[], byte[]>> said) {
    readLog();
    long trades = facts.stream().filter(Trade.class::isInstance).count();
    return RunJudgement.of(calm, DisturbedRun.of(events, Deployment.signals(said)), trades);
  }

  /** Signals as a reader of committed ones sees them. */
  List<ConsumerRecord<byte[], byte[]>> committedRecords() {
    return committed.now();
  }

  /** Waits until nothing more comes. */
  void settle(CalmRun calm) throws Exception {
    if (feeder != null) {
      Patience.until("the market is over", 600, () -> !isFeeding(), cluster::words);
    }
    writer.flush();
    awaitAll(calm.logSize(), this::readLog);
    awaitAll(calm.signalCount(), this::readSignals);
  }

  /** Waits until there are so many, or for a while no more. */
  private static void awaitAll(int wanted, Callable<Integer> count) throws Exception {
    int last = -1;
    long since = System.nanoTime();
    for (int now = count.call(); now < wanted; now = count.call()) {
      if (now > last) {
        last = now;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > STUCK_SECONDS * 1_000_000_000L) {
        return;
      }
      Thread.sleep(200);
    }
  }

  /** Reads on, and says how many different signals are committed. */
  private int readSignals() {
    List<ConsumerRecord<byte[], byte[]>> now = committed.now();
    for (Signal each : Deployment.signals(now.subList(readSignals, now.size()))) {
      ids.add(each.id());
    }
    readSignals = now.size();
    return ids.size();
  }

  /** Reads on, and says how many different events there are. */
  int readLog() {
    log.read(
        record -> {
          LogEvent event = Deployment.event(format, record);
          if (!DisturbedRun.isOwnTick(event) && !isIgnored(event)) {
            events.add(event);
            known.add(DisturbedRun.identity(event));
          }
        });
    return known.size();
  }

  private boolean isIgnored(LogEvent event) {
    return event.availableAt() >= ignoredFrom && event.availableAt() < ignoredTo;
  }

  /** Another producer, which knows nothing of a topic that was created anew. */
  void renewWriter() {
    writer.close();
    writer = patientWriter(topics);
  }

  /** Ends the jobs. */
  void stop() throws Exception {
    endSignal();
    endSequence();
  }

  /** Ends the signal job and keeps its checkpoints. */
  void endSignal() throws Exception {
    if (signal != null) {
      signal.cancel();
      signal = null;
    }
  }

  /** Ends the sequence job and keeps its checkpoints. */
  void endSequence() throws Exception {
    if (sequence != null) {
      sequence.cancel();
      sequence = null;
    }
  }

  @Override
  public void close() {
    if (feeder != null) {
      feeder.close();
    }
    writer.close();
    everything.close();
    committed.close();
    log.close();
    letters.close();
  }
}
