package io.tidemark.reliability.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.Fact;
import io.tidemark.reliability.RunJudgement;
import io.tidemark.testbed.cluster.Follower;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What must be found wrong: else nothing that passes says anything. */
final class Controls {

  /** A faulty sink's fault happens to one signal in so many. */
  private static final int EACH = 10_000;

  private Controls() {}

  /**
   * The fault hits other jobs, too, which read the same market beside and promise less: at least
   * once.
   */
  static Fault atLeastOnceBeside(Fault fault, MarketPace pace, List<String> settings) {
    return (stage, run) -> {
      List<String> less =
          Stream.concat(settings.stream(), Stream.of("delivery: at-least-once")).toList();
      try (MarketRun control = stage.open("control", 1, less)) {
        try {
          control.startJobs();
          List<Fact> market = stage.market(pace.minutes());
          control.feed(market, pace.perSecond());
          control.awaitWarm();
          Hit hit = fault.strike(stage, run);
          control.endAfter(pace.perSecond());
          RunJudgement repeated = control.judge();
          assertThat(repeated.repeated()).as("the control repeats").isPositive();
          return hit.and(
              control(
                  "at least once: %,d of %,d signals repeated"
                      .formatted(repeated.repeated(), repeated.signals())));
        } finally {
          control.stop();
        }
      }
    };
  }

  /** After the fault, what a sink would have written that drops, or repeats, one in 10,000. */
  static Fault faultySinks(Fault fault) {
    return (stage, run) -> {
      Hit hit = fault.strike(stage, run);
      return hit.and(
          new Hit(
              "",
              "",
              "sinks that drop, or repeat, one signal in %,d: found".formatted(EACH),
              (after, judgement) -> {
                assertFound(after, judgement);
                return "";
              }));
    };
  }

  private static Hit control(String words) {
    return new Hit("", "", words, (run, judgement) -> "");
  }

  private static void assertFound(MarketRun run, RunJudgement judgement) throws Exception {
    int missed = (run.committedRecords().size() + EACH - 1 - EACH / 4) / EACH;
    assertThat(missed).as("signals at which the sinks fail").isPositive();

    RunJudgement dropped = written(run, "dropping", number -> isMet(number) ? 0 : 1);
    // one that was left out is lost, or was wrong and is wrong no longer
    long lost = dropped.lost() - judgement.lost() + judgement.other() - dropped.other();
    assertThat(lost).as("of what was dropped, found").isEqualTo(missed);

    RunJudgement doubled = written(run, "doubling", number -> isMet(number) ? 2 : 1);
    assertThat(doubled.repeated() - judgement.repeated())
        .as("of what was repeated, found")
        .isEqualTo(missed);
  }

  private static boolean isMet(int number) {
    return number % EACH == EACH / 4;
  }

  /** Copies the signals to a topic, each so often, and judges what stands there. */
  private static RunJudgement written(MarketRun run, String name, IntUnaryOperator times)
      throws Exception {
    String topic = run.topics().prefix() + name;
    try (Admin admin = run.topics().admin()) {
      admin
          .createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
    int number = 0;
    try (TopicWriter writer = TopicWriter.to(run.topics().bootstrapServers())) {
      for (ConsumerRecord<byte[], byte[]> each : run.committedRecords()) {
        for (int i = times.applyAsInt(number); i > 0; i--) {
          writer.write(topic, each.key(), each.value(), each.timestamp());
        }
        number++;
      }
      writer.flush();
    }
    try (Follower follower = Follower.uncommitted(run.topics().bootstrapServers(), topic)) {
      return run.compare(run.calm(), follower.now());
    }
  }
}
