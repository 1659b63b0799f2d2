package io.tidemark.reliability.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.Fact;
import io.tidemark.reliability.RawMarket;
import io.tidemark.reliability.RunJudgement;
import io.tidemark.testbed.cluster.Follower;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What must be found wrong: else nothing that passes says anything. */
final class Controls {

  /** A sink of which one signal in so many is dropped. */
  private static final int DROPPED = 10_000;

  private Controls() {}

  /**
   * Kills, and beside the jobs others of the same market that promise less: at least once. Then a
   * sink that drops one signal in 10,000.
   */
  static Fault killedBeside(int times, int pace, List<String> settings) {
    return (stage, run) -> {
      List<String> atLeastOnce =
          Stream.concat(settings.stream(), Stream.of("delivery: at-least-once")).toList();
      try (MarketRun control = stage.open("control", 1, atLeastOnce)) {
        try {
          control.startJobs();
          List<Fact> market = RawMarket.facts(stage.seed(), 24 * 60);
          control.feed(market, pace);
          control.awaitWarm();
          Hit hit = TaskManagers.killed(times).strike(stage, run);
          control.endAfter(pace);
          RunJudgement repeated = control.judge();
          assertThat(repeated.repeated()).as("the control repeats").isPositive();
          return new Hit(
              hit.proof(),
              hit.worst(),
              "at least once: %,d of %,d signals repeated; a sink that drops one in %,d: found"
                  .formatted(repeated.repeated(), repeated.signals(), DROPPED),
              (after, judgement) -> dropping(after, judgement));
        } finally {
          control.stop();
        }
      }
    };
  }

  /** Copies the signals to a topic, leaving one out in 10,000, and asks for the judgement of it. */
  private static String dropping(MarketRun run, RunJudgement judgement) throws Exception {
    String topic = run.topics().prefix() + "dropping";
    try (Admin admin = run.topics().admin()) {
      admin
          .createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
    int number = 0;
    try (TopicWriter writer = TopicWriter.to(run.topics().bootstrapServers())) {
      for (ConsumerRecord<byte[], byte[]> each : run.committedRecords()) {
        if (number++ % DROPPED != DROPPED / 4) {
          writer.write(topic, each.key(), each.value(), each.timestamp());
        }
      }
      writer.flush();
    }
    try (Follower follower = Follower.uncommitted(run.topics().bootstrapServers(), topic)) {
      RunJudgement dropped = run.compare(run.calm(), follower.now());
      int missed = (number + DROPPED - 1 - DROPPED / 4) / DROPPED;
      assertThat(missed).as("signals that the control left out").isPositive();
      // one that was left out is lost, or was wrong and is wrong no longer
      long found = dropped.lost() - judgement.lost() + judgement.other() - dropped.other();
      assertThat(found).as("of these, found").isEqualTo(missed);
    }
    return Hit.calm(judgement);
  }
}
