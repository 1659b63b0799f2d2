package io.tidemark.reliability.fault;

import io.tidemark.reliability.storage.StorageSwitch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All rows, in the order in which they run. */
final class Rows {

  /** Facts a second: some four minutes of the market in each. */
  private static final int PACE = 250;

  private static final List<String> USUAL = List.of("checkpoint.interval: 2 s");

  /** Seldom enough for something to be open when a process dies. */
  private static final List<String> SELDOM = List.of("checkpoint.interval: 4 s");

  private static final int SOAK_MINUTES = Integer.getInteger("tidemark.reliability.soak", 4);

  private Rows() {}

  /** Those of the long form. */
  static List<Row> all(Stage stage) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("calm", "nothing", PACE, USUAL, (on, run) -> Hit.of("nothing was done", "")));
    rows.add(
        new Row(
            "tm-kill",
            "20 times `kill -9` of a TaskManager at work",
            PACE,
            SELDOM,
            Controls.killedBeside(20, PACE, SELDOM)));
    rows.add(
        new Row(
            "tm-kill-checkpoint",
            "`kill -9` of a TaskManager during a checkpoint, 3 times",
            PACE,
            USUAL,
            TaskManagers.killedDuringCheckpoint(3)));
    rows.add(
        new Row(
            "tm-kill-commit",
            "`kill -9` of a TaskManager between checkpoint and commit, 3 times",
            PACE,
            Storages.settings(stage),
            TaskManagers.killedDuringCommit(3)));
    rows.add(
        new Row(
            "tm-kill-restore",
            "`kill -9` of a second TaskManager while the job is restored, 2 times",
            PACE,
            USUAL,
            TaskManagers.killedDuringRestore(2)));
    rows.add(
        new Row(
            "tm-stop",
            "`SIGSTOP` of a TaskManager, longer than the heartbeat's timeout",
            PACE,
            USUAL,
            TaskManagers.stopped()));
    rows.add(
        new Row("broker-kill", "`kill -9` of the broker, 3 times", PACE, USUAL, Brokers.killed(3)));
    rows.add(new Row("broker-stop", "`SIGSTOP` of the broker", PACE, USUAL, Brokers.stopped()));
    for (StorageSwitch.Mode mode :
        List.of(StorageSwitch.Mode.READ_ONLY, StorageSwitch.Mode.FULL, StorageSwitch.Mode.SLOW)) {
      String name = mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
      rows.add(
          new Row(
              "storage-" + name,
              "checkpoint storage is " + name,
              PACE,
              Storages.settings(stage),
              Storages.is(mode)));
    }
    rows.add(
        new Row(
            "poison",
            "1,000,000 poison records on all input topics",
            PACE,
            USUAL,
            Records.poison(1_000_000)));
    rows.add(
        new Row(
            "clock-ahead", "one trade with a clock an hour ahead", PACE, USUAL, Records.ahead(1)));
    rows.add(
        new Row(
            "flood-ahead",
            "5,000 records with a clock an hour ahead",
            PACE,
            USUAL,
            Records.ahead(5_000)));
    rows.add(
        new Row(
            "flood-back",
            "20,000 trades with a clock an hour back",
            PACE,
            USUAL,
            Records.back(20_000)));
    rows.add(
        new Row(
            "checkpoint-cut",
            "the newest checkpoint is damaged",
            PACE,
            USUAL,
            Checkpoints.cut(PACE)));
    rows.add(
        new Row(
            "models",
            "versions that never end loading, want a gigabyte, or answer otherwise than they say",
            PACE,
            Models.settings(stage),
            Models.bad()));
    rows.add(
        new Row(
            "transaction-outlived",
            "an outage longer than the transactions' timeout (%d s)"
                .formatted(Transactions.TIMEOUT_SECONDS),
            PACE,
            Transactions.settings(stage),
            Transactions.outlived()));
    rows.add(
        new Row(
            "topic-anew",
            "the trades' topic is deleted and created anew",
            PACE,
            List.of("checkpoint.interval: 2 s", "kafka.start-offsets: group"),
            RawTopics.createdAnew(PACE)));
    rows.add(new Row("overload", "20,000 facts at once", PACE, USUAL, Loads.burst(20_000, PACE)));
    rows.add(
        new Row(
            "outage-hour",
            "no TaskManager while an hour of the market comes; `sequence.wait` 500 ms",
            PACE,
            List.of("checkpoint.interval: 2 s", "sequence.wait: 500 ms"),
            Loads.outage(60, PACE)));
    rows.add(
        new Row(
            "backlog-day",
            "a day of the market is there before the jobs; `sequence.wait` 0",
            0,
            List.of("checkpoint.interval: 2 s", "sequence.wait: 0 ms"),
            Loads.backlog(24 * 60)));
    rows.add(
        new Row(
            "soak",
            SOAK_MINUTES + " minutes at some 230 times the speed of time, a kill every half minute",
            PACE,
            SELDOM,
            Soak.lasting(SOAK_MINUTES)));
    return rows;
  }

  /** Those of the short form. */
  static List<Row> shortForm(Stage stage) {
    return List.of(
        new Row(
            "tm-kill",
            "2 times `kill -9` of a TaskManager at work",
            PACE,
            SELDOM,
            Controls.killedBeside(2, PACE, SELDOM)),
        new Row(
            "storage-full",
            "checkpoint storage is full",
            PACE,
            Storages.settings(stage),
            Storages.is(StorageSwitch.Mode.FULL)),
        new Row(
            "poison",
            "20,000 poison records on all input topics",
            PACE,
            USUAL,
            Records.poison(20_000)));
  }
}
