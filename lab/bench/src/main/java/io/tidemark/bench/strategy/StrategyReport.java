package io.tidemark.bench.strategy;

import io.tidemark.bench.BenchModel;
import io.tidemark.bench.BenchSection;
import io.tidemark.bench.Rate;
import io.tidemark.bench.Spread;
import io.tidemark.bench.StageResult;
import io.tidemark.bench.WrittenLog;
import io.tidemark.calibration.artefact.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A strategy of five models, its plain loop, and a job of each model.
 *
 * @param log that all read
 * @param rounds how often each ran
 * @param rows the loop, the strategy's job, then the jobs of one model
 * @param ratios of the strategy's job to others in the same round
 * @param balanced whether in every round all events were decided and every signal was committed,
 *     and the strategy's scores and signals were as many as the loop's
 */
public record StrategyReport(
    WrittenLog log, int rounds, List<Row> rows, Ratios ratios, boolean balanced)
    implements BenchSection {

  private static final double OF_LOOP = 0.8;
  private static final double OF_SINGLE = 0.5;

  private static final List<String> HEAD =
      List.of(
          "what",
          "events/s",
          "lowest",
          "highest",
          "cpu us/event",
          "lowest",
          "highest",
          "scored",
          "signals");

  /**
   * One of them.
   *
   * @param what it is
   * @param perSecond events per second; null if it was too short to measure
   * @param cpuMicros processor time of the whole process for an event, µs; null as before
   * @param scored events on which a model was asked
   * @param signals that stand committed on its topic
   */
  public record Row(
      String what,
      @Nullable Spread perSecond,
      @Nullable Spread cpuMicros,
      long scored,
      long signals) {

    private static Row of(
        String what, List<CostRound> rounds, Function<CostRound, StageResult> run) {
      List<StageResult> runs = rounds.stream().map(run).toList();
      List<Rate> rates = runs.stream().map(StageResult::rate).filter(Objects::nonNull).toList();
      StageResult last = runs.get(runs.size() - 1);
      return new Row(
          what,
          Spread.of(rates.stream().map(Rate::perSecond).toList()),
          Spread.of(rates.stream().map(Rate::cpuMicros).toList()),
          last.scored(),
          last.signals());
    }

    private List<String> cells() {
      List<String> cells = new ArrayList<>();
      cells.add(what);
      cells.addAll(StrategyReport.cells(perSecond, "%,.0f"));
      cells.addAll(StrategyReport.cells(cpuMicros, "%.1f"));
      cells.add("%,d".formatted(scored));
      cells.add("%,d".formatted(signals));
      return cells;
    }
  }

  /**
   * The strategy's job beside others of the same round, each null if it was too short to measure.
   *
   * @param ofLoop its events per second as a part of the loop's
   * @param cpuOfLoop its processor time for an event as a part of the loop's
   * @param cpuOfSingle the same as a part of that of the five jobs together
   */
  public record Ratios(
      @Nullable Spread ofLoop, @Nullable Spread cpuOfLoop, @Nullable Spread cpuOfSingle) {}

  static StrategyReport of(WrittenLog log, List<BenchModel> models, List<CostRound> rounds) {
    List<Row> rows = new ArrayList<>();
    rows.add(Row.of("plain loop of the strategy", rounds, CostRound::loop));
    rows.add(Row.of("strategy in one job", rounds, CostRound::strategy));
    for (int i = 0; i < models.size(); i++) {
      int model = i;
      rows.add(Row.of("job of " + models.get(i).name(), rounds, each -> each.single().get(model)));
    }
    return new StrategyReport(
        log,
        rounds.size(),
        rows,
        new Ratios(
            spread(rounds, CostRound::ofLoop),
            spread(rounds, CostRound::cpuOfLoop),
            spread(rounds, CostRound::cpuOfSingle)),
        rounds.stream().allMatch(each -> each.balances(log.events())));
  }

  private static @Nullable Spread spread(
      List<CostRound> rounds, Function<CostRound, @Nullable Double> what) {
    List<Double> found = new ArrayList<>();
    for (CostRound round : rounds) {
      Double each = what.apply(round);
      if (each != null) {
        found.add(each);
      }
    }
    return Spread.of(found);
  }

  @Override
  public boolean holds() {
    return balanced;
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "strategy: five models of thirty features, twenty of them in all; medians of the rounds,"
            + " which were %d".formatted(rounds));
    lines.add("log %s: %,d events, seed %d".formatted(log.name(), log.events(), log.seed()));
    lines.add("");
    List<List<String>> table = new ArrayList<>();
    table.add(HEAD);
    rows.forEach(row -> table.add(row.cells()));
    lines.addAll(TextTable.lines(table));
    Spread loop = ratios.ofLoop();
    Spread single = ratios.cpuOfSingle();
    lines.add(
        line(
            "events/s of the job by those of the loop, asked at least " + OF_LOOP,
            loop,
            loop != null && loop.median() >= OF_LOOP));
    lines.add(
        line(
            "processor time of the job by that of five jobs, asked at most " + OF_SINGLE,
            single,
            single != null && single.median() <= OF_SINGLE));
    lines.add("balanced: " + (balanced ? "yes" : "NO"));
    return lines;
  }

  private static String line(String what, @Nullable Spread found, boolean met) {
    String said = String.join(", ", cells(found, "%.3f"));
    String verdict = found == null ? "too short to measure" : met ? "met" : "MISSED";
    return "%s, found %s: %s".formatted(what, said, verdict);
  }

  private static List<String> cells(@Nullable Spread spread, String format) {
    return spread == null
        ? List.of("-", "-", "-")
        : List.of(
            format.formatted(spread.median()),
            format.formatted(spread.lowest()),
            format.formatted(spread.highest()));
  }
}
