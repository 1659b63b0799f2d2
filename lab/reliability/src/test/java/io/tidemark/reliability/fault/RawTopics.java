package io.tidemark.reliability.fault;

import io.tidemark.core.fact.Fact;
import io.tidemark.flink.io.Topic;
import io.tidemark.reliability.CalmRun;
import java.util.List;

/** What can happen to a topic. */
final class RawTopics {

  private RawTopics() {}

  /**
   * The trades' topic is deleted and created anew while the sequence job is down; the signal job
   * goes on and knows the old one's offsets.
   */
  static Fault createdAnew(int pace) {
    return (stage, run) -> {
      List<Fact> rest = run.interrupt();
      CalmRun half = run.calm();
      run.settle(half);
      run.endSequence();
      long old = run.records(Topic.TRADES);
      run.topics().deleteTopic(Topic.TRADES);
      run.topics().createTopics(List.of(Topic.TRADES));
      run.renewWriter();
      run.startSequence();
      run.feedOn(rest, pace);
      run.awaitNewSignals(System.currentTimeMillis());
      Thread.sleep(10_000);
      return Hit.of(
          "a topic of %,d records was deleted; the new one began at offset 0".formatted(old), "");
    };
  }
}
