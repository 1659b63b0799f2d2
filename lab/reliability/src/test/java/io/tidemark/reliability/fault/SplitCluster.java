package io.tidemark.reliability.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.flink.io.Topic;
import io.tidemark.testbed.cluster.Patience;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;

/** What can happen between brokers that all live. */
final class SplitCluster {

  /** Which leads what the jobs write. */
  private static final int LEADER = 1;

  private static final long APART_MILLIS = 15_000;

  private SplitCluster() {}

  /**
   * The broker that leads the log and the signals hears the others no longer, nor they it; clients
   * reach all three. It still counts itself as the leader, while the others choose another one.
   * Beside the market a producer with {@code acks=1} believes it.
   */
  static Fault leaderApart() {
    return (stage, run) -> {
      try (CountingProducer careless =
          CountingProducer.start(run.topics(), "careless", "1", false)) {
        String log = run.topics().name(Topic.EVENTS);
        assertThat(leader(run.topics(), log)).as("leader of the log").isEqualTo(LEADER);
        long begin = System.currentTimeMillis();
        stage.three().part(LEADER);
        int[] next = {LEADER};
        long others;
        long acknowledged;
        try {
          Patience.until(
              "the two others lead the log",
              () -> {
                next[0] = leader(run.topics(), log);
                return next[0] != LEADER;
              },
              stage.cluster()::words);
          others = System.currentTimeMillis() - begin;
          long before = careless.acknowledged();
          Thread.sleep(Math.max(1_000, begin + APART_MILLIS - System.currentTimeMillis()));
          acknowledged = careless.acknowledged() - before;
        } finally {
          stage.three().heal();
        }
        assertThat(run.isFeeding()).as("the market goes on").isTrue();
        run.awaitNewSignals(System.currentTimeMillis());
        long recovery = System.currentTimeMillis() - begin;
        CountingProducer.Count count = careless.end();
        assertThat(acknowledged).as("what the old leader still took").isPositive();
        assertThat(count.lost()).as("the control loses").isPositive();
        return new Hit(
            "broker %d was apart for %d s (%,d pieces held); after %.1f s broker %d led the log, while broker %d still took %,d records"
                .formatted(
                    LEADER,
                    APART_MILLIS / 1_000,
                    stage.three().held(LEADER),
                    others / 1e3,
                    next[0],
                    LEADER,
                    acknowledged),
            TaskManagers.recovered(List.of(recovery)) + " of the cut",
            "`acks=1`: %,d of %,d records lost".formatted(count.lost(), count.sent()),
            (after, judgement) -> Hit.calm(judgement));
      }
    };
  }

  /** As one of the brokers sees it: a client that is new asks any of them. */
  private static int leader(Deployment deployment, String name) throws Exception {
    try (Admin admin = deployment.admin()) {
      Map<String, TopicDescription> topics =
          admin.describeTopics(List.of(name)).allTopicNames().get(30, TimeUnit.SECONDS);
      TopicPartitionInfo first = Objects.requireNonNull(topics.get(name)).partitions().get(0);
      return first.leader() == null ? LEADER : first.leader().id();
    }
  }
}
