package io.tidemark.core.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTimesTest {

  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long WALL = 1_767_225_600 * SECOND;
  private static final long MARKET = WALL - 43 * 60 * MINUTE;

  private final CommandTimes byHeartbeats = new CommandTimes(MINUTE, false);
  private final CommandTimes byTheWall = new CommandTimes(MINUTE, true);

  @Test
  void theWallsTimeOnACommandIsRefusedInAMarketOfItsOwnTime() {
    heartbeat(0, MARKET);

    assertThat(admit(byHeartbeats, kill(WALL)))
        .isEqualTo(
            "the command says that it was given 154800 s after the market's time (limit 60 s),"
                + " which is 2025-12-30T05:00:00Z by the newest heartbeat before it in its"
                + " partition: stamp a command with the market's time");
    assertThat(admit(byHeartbeats, kill(MARKET + MINUTE))).isEmpty();
    assertThat(admit(byHeartbeats, kill(MARKET + MINUTE + 1)))
        .startsWith(
            "the command says that it was given 60.000001 s after the market's time (limit 60 s)");
    assertThat(admit(byHeartbeats, kill(0))).isEmpty();
  }

  @Test
  void anEarlierHeartbeatDoesNotTurnTheTimeBack() {
    heartbeat(0, MARKET);
    heartbeat(0, MARKET - 10 * MINUTE);
    assertThat(admit(byHeartbeats, kill(MARKET + MINUTE))).isEmpty();
  }

  @Test
  void whatAnotherPartitionTellsDoesNotCountForItMayBeReadSooner() {
    heartbeat(1, MARKET);
    byHeartbeats.hear(
        new Trade("BTC-USDT@sim", MARKET, MARKET, "1", 1, 1, Side.BUY),
        new Origin("control", 0, 0));
    assertThat(admit(byHeartbeats, kill(WALL))).isEmpty();
  }

  @Test
  void aMarketOfTheWallsTimeIsHeldAgainstTheWall() {
    ModelRef model = new ModelRef("m", "2", "2".repeat(64));
    for (long ahead : List.of(MINUTE, -43 * 60 * MINUTE)) {
      long time = WALL + ahead;
      assertThat(admit(byTheWall, kill(time))).isEmpty();
      assertThat(
              admit(
                  byTheWall, new ModelUpdate("*", time, time, ModelAction.REGISTER, model, "ann")))
          .isEmpty();
    }
    long time = WALL + 90 * SECOND;
    assertThat(admit(byTheWall, kill(time))).contains("90 s", "by the clock of this task");
    assertThat(
            admit(byTheWall, new ModelUpdate("*", time, time, ModelAction.REGISTER, model, "ann")))
        .contains("90 s");
    assertThat(admit(byTheWall, new Tick("*", time))).as("no command").isEmpty();
  }

  private void heartbeat(int partition, long time) {
    byHeartbeats.hear(new Tick("*", time), new Origin("control", partition, time));
  }

  /** Why it is refused; empty if it is not. */
  private static String admit(CommandTimes times, Fact fact) {
    Parsed<Fact> parsed = times.admit(fact, new Origin("control", 0, 9), WALL);
    return parsed instanceof Parsed.Rejected<Fact> rejected ? rejected.detail() : "";
  }

  private static Control kill(long time) {
    return new Control("*", time, time, ControlCommand.KILL, "ann", "");
  }
}
