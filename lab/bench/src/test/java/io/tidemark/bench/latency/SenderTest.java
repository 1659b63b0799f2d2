package io.tidemark.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class SenderTest {

  private static final long HELD_MICROS = 60_000;

  private final List<Long> writtenAt = new ArrayList<>();
  private final Sender sender =
      new Sender(
          () -> new Outgoing("topic", "key", new byte[1], 7),
          record -> {
            if (writtenAt.size() == 20) {
              hold();
            }
            writtenAt.add(WallClock.micros());
          });

  @Test
  void recordsThatAreHeldUpWereDueOnTheScheduleNoLessThanOthers() {
    sender.sendUntimed(1);
    assertThat(sender.send(100, 1_000, 10)).isNotNegative();

    assertThat(sender.sent()).isEqualTo(101);
    for (int i = 0; i <= 10; i++) {
      assertThat(sender.due("topic", i)).isEqualTo(Sender.UNTIMED);
    }
    long first = sender.due("topic", 11);
    for (int i = 12; i <= 100; i++) {
      assertThat(sender.due("topic", i)).isEqualTo(first + (i - 11) * 1_000L);
    }
    // the one that was held, and the next, too: it was due long before it could be written
    assertThat(writtenAt.get(20) - sender.due("topic", 20)).isGreaterThanOrEqualTo(HELD_MICROS);
    assertThat(writtenAt.get(21) - sender.due("topic", 21))
        .isGreaterThanOrEqualTo(HELD_MICROS - 2_000);
  }

  @Test
  void whatWasNeverSentWasNeverDue() {
    sender.sendUntimed(3);
    assertThat(sender.due("topic", 3)).isEqualTo(Sender.UNTIMED);
    assertThat(sender.due("another", 0)).isEqualTo(Sender.UNTIMED);
  }

  private static void hold() {
    long until = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(HELD_MICROS + 1_000);
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }
}
