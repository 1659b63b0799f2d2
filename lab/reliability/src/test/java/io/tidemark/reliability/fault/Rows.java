package io.tidemark.reliability.fault;

import io.tidemark.reliability.storage.StorageSwitch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** All rows, in the order in which they run. */
final class Rows {

  /** Some four minutes of the market in each second, four days in all: for twenty slow kills. */
  private static final MarketPace PACE = new MarketPace(250, 4 * 24 * 60);

  private static final List<String> USUAL = List.of("checkpoint.interval: 2 s");

  /** Seldom enough for something to be open when a process dies. */
  private static final List<String> SELDOM = List.of("checkpoint.interval: 4 s");

  private static final int SOAK_MINUTES = Integer.getInteger("tidemark.reliability.soak", 4);

  private static final int STORAGE_SECONDS = 15;

  private final Stage stage;

  private Rows(Stage stage) {
    this.stage = stage;
  }

  /** Those of the long form. */
  static List<Row> all(Stage stage) {
    Rows rows = new Rows(stage);
    return Stream.of(
            Stream.of(row("calm", "nothing", (on, run) -> Hit.of("nothing was done", ""))),
            rows.processes(),
            rows.brokers(),
            rows.storage(),
            rows.records(),
            rows.artefacts(),
            rows.loads())
        .flatMap(each -> each)
        .toList();
  }

  /**
   * That of the short form: one run, hit three times. It does not ask how long anything took. That
   * a kill shows where less is promised, {@code KillIT} says.
   */
  static List<Row> shortForm(Stage stage) {
    return List.of(
        new MarketRow(
            "short",
            "`kill -9` of a TaskManager at work, then storage is full, then 20,000 poison records",
            new MarketPace(2 * PACE.perSecond(), PACE.minutes()),
            Storages.settings(stage),
            Controls.faultySinks(
                TaskManagers.killed(1)
                    .then(Storages.is(StorageSwitch.Mode.FULL, 6))
                    .then(Records.poison(20_000))),
            1));
  }

  private Stream<Row> processes() {
    return Stream.of(
        row(
            "tm-kill",
            "20 times `kill -9` of a TaskManager at work",
            SELDOM,
            Controls.faultySinks(
                Controls.atLeastOnceBeside(TaskManagers.killed(20), PACE, SELDOM))),
        row(
            "tm-kill-checkpoint",
            "`kill -9` of a TaskManager during a checkpoint, 3 times",
            TaskManagers.killedDuringCheckpoint(3)),
        row(
            "tm-kill-commit",
            "`kill -9` of a TaskManager between checkpoint and commit, 3 times",
            Storages.settings(stage),
            TaskManagers.killedDuringCommit(3)),
        row(
            "tm-kill-restore",
            "`kill -9` of a second TaskManager while the job is restored, 2 times",
            TaskManagers.killedDuringRestore(2)),
        row(
            "tm-stop",
            "`SIGSTOP` of a TaskManager, longer than the heartbeat's timeout",
            TaskManagers.stopped()),
        row(
            "jm-kill",
            "2 times `kill -9` of the JobManager, with ZooKeeper",
            JobManagers.killed(2)));
  }

  private Stream<Row> brokers() {
    return Stream.of(
        row("broker-kill", "`kill -9` of the broker, 3 times", Brokers.killed(3)),
        row("broker-stop", "`SIGSTOP` of the broker", Brokers.stopped()),
        new MarketRow(
            "broker-parted",
            "of three brokers the one that leads log and signals is cut off from the others",
            PACE,
            USUAL,
            SplitCluster.leaderApart(),
            3));
  }

  private Stream<Row> storage() {
    List<Row> rows = new ArrayList<>();
    for (StorageSwitch.Mode mode :
        List.of(StorageSwitch.Mode.READ_ONLY, StorageSwitch.Mode.FULL, StorageSwitch.Mode.SLOW)) {
      String name = mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
      rows.add(
          row(
              "storage-" + name,
              "checkpoint storage is " + name,
              Storages.settings(stage),
              Storages.is(mode, STORAGE_SECONDS)));
    }
    return rows.stream();
  }

  private Stream<Row> records() {
    return Stream.of(
        row("poison", "1,000,000 poison records on all input topics", Records.poison(1_000_000)),
        row("clock-ahead", "one trade with a clock an hour ahead", Records.ahead(1)),
        row("flood-ahead", "5,000 records with a clock an hour ahead", Records.ahead(5_000)),
        row(
            "flood-back",
            "20,000 trades with a clock an hour back; `risk.late-share` off, which would close the"
                + " gate",
            List.of("checkpoint.interval: 2 s", "risk.late-share: 1"),
            Records.back(20_000)));
  }

  private Stream<Row> artefacts() {
    return Stream.of(
        new ReleasedRow(),
        row(
            "checkpoint-cut",
            "the newest checkpoint is damaged",
            Checkpoints.cut(PACE.perSecond())),
        row(
            "transaction-outlived",
            "an outage longer than the transactions' timeout (%d s)"
                .formatted(Transactions.TIMEOUT_SECONDS),
            Transactions.settings(stage),
            Transactions.outlived()),
        row(
            "topic-anew",
            "the trades' topic is deleted and created anew",
            List.of("checkpoint.interval: 2 s", "kafka.start-offsets: group"),
            RawTopics.createdAnew(PACE.perSecond())),
        row(
            "models",
            "versions that never end loading, want a gigabyte, or answer otherwise than they say",
            Models.settings(stage),
            Models.bad()));
  }

  private Stream<Row> loads() {
    return Stream.of(
        row("overload", "40,000 facts at once", Loads.burst(40_000, PACE.perSecond())),
        row(
            "outage-hour",
            "no TaskManager while an hour of the market comes; `sequence.wait` 500 ms",
            List.of("checkpoint.interval: 2 s", "sequence.wait: 500 ms"),
            Loads.outage(60, PACE.perSecond())),
        new MarketRow(
            "backlog-day",
            "a day of the market is there before the jobs; `sequence.wait` 0",
            new MarketPace(0, 24 * 60),
            List.of("checkpoint.interval: 2 s", "sequence.wait: 0 ms"),
            Loads.backlog(24 * 60),
            1),
        new MarketRow(
            "soak",
            SOAK_MINUTES + " minutes at some 100 times the speed of time, a kill every half minute",
            Soak.pace(SOAK_MINUTES),
            SELDOM,
            Soak.lasting(SOAK_MINUTES),
            1));
  }

  private static Row row(String name, String description, Fault fault) {
    return row(name, description, USUAL, fault);
  }

  private static Row row(String name, String description, List<String> settings, Fault fault) {
    return new MarketRow(name, description, PACE, settings, fault, 1);
  }
}
