package io.tidemark.reliability.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** What can happen to the broker. */
final class Brokers {

  private static final long DOWN_MILLIS = 3_000;
  private static final long STOPPED_MILLIS = 15_000;

  private Brokers() {}

  /** {@code kill -9}, so often; beside the market a producer with {@code acks=0} goes on, too. */
  static Fault killed(int times) {
    return (stage, run) -> {
      List<Long> recoveries = new ArrayList<>();
      try (CountingProducer careless =
          CountingProducer.start(run.topics(), "careless", "0", false)) {
        for (int i = 0; i < times; i++) {
          assertThat(run.isFeeding()).as("the market goes on").isTrue();
          long begin = System.currentTimeMillis();
          assertThat(stage.broker().kill()).as("exit code of the broker").isEqualTo(137);
          Thread.sleep(DOWN_MILLIS);
          stage.broker().startAgain();
          run.awaitNewSignals(System.currentTimeMillis());
          recoveries.add(System.currentTimeMillis() - begin);
        }
        CountingProducer.Count count = careless.end();
        assertThat(count.lost()).as("the control loses").isPositive();
        return new Hit(
            "%d times exit code 137".formatted(times),
            TaskManagers.recovered(recoveries)
                + ", of which the broker was away for %d s".formatted(DOWN_MILLIS / 1_000),
            "`acks=0`: %,d of %,d records lost".formatted(count.lost(), count.sent()),
            (after, judgement) -> Hit.calm(judgement));
      }
    };
  }

  /** Stands still and keeps its connections. */
  static Fault stopped() {
    return (stage, run) -> {
      long begin = System.currentTimeMillis();
      stage.broker().signal("STOP");
      TaskManagers.awaitStop(stage.broker().pid());
      boolean answered = answers(run);
      Thread.sleep(Math.max(0, begin + STOPPED_MILLIS - System.currentTimeMillis()));
      assertThat(run.isFeeding()).as("the market goes on").isTrue();
      stage.broker().signal("CONT");
      assertThat(answered).as("it answered while it stood still").isFalse();
      run.awaitNewSignals(System.currentTimeMillis());
      return Hit.of(
          "state T for %d s; a client was not answered".formatted(STOPPED_MILLIS / 1_000),
          TaskManagers.recovered(List.of(System.currentTimeMillis() - begin)));
    };
  }

  private static boolean answers(MarketRun run) throws InterruptedException {
    try (Admin admin = run.topics().admin()) {
      admin.describeCluster().clusterId().get(3, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }
}
