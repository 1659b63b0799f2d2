package io.tidemark.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What all stages did, round by round. */
final class Rounds {

  private final Map<Setup, List<StageResult>> outcomes = new LinkedHashMap<>();
  private final Map<Setup, Long> lengths = new HashMap<>();

  /**
   * In every round each stage once.
   *
   * @param length of the stage's log, events
   */
  void add(Setup setup, long length, StageResult outcome) {
    outcomes.computeIfAbsent(setup, any -> new ArrayList<>()).add(outcome);
    lengths.put(setup, length);
  }

  /** One row for each stage, in the order in which they came. */
  List<StageSummary> rows() {
    return outcomes.keySet().stream().map(this::row).toList();
  }

  private StageSummary row(Setup setup) {
    List<StageResult> runs = runs(setup);
    StageResult last = runs.get(runs.size() - 1);
    return new StageSummary(
        setup,
        new StageSummary.Counts(last.events(), last.scored(), last.signals()),
        new StageSummary.Speed(
            spread(runs, Rate::perSecond),
            spread(runs, Rate::cpuMicros),
            Spread.of(
                runs.stream()
                    .map(StageResult::checkpointMillis)
                    .filter(Objects::nonNull)
                    .toList())),
        new StageSummary.Ratios(
            setup.stage().equals(Setup.JOB) ? against(setup, setup.loop()) : null,
            setup.stage().equals(Setup.COPY) ? null : against(setup, Setup.copy()),
            against(setup, setup.wholeWindow(setup.batch())),
            against(setup, setup.wholeWindow("1"))),
        balances(setup));
  }

  private static @Nullable Spread spread(List<StageResult> runs, ToDoubleFunction<Rate> what) {
    return Spread.of(
        runs.stream()
            .map(StageResult::rate)
            .filter(Objects::nonNull)
            .map(rate -> what.applyAsDouble(rate))
            .toList());
  }

  /**
   * Events per second as a part of another stage's. Other work comes and goes: only what ran in the
   * same round is compared.
   */
  private @Nullable Spread against(Setup setup, Setup other) {
    return ratios(setup, other, (one, two) -> one.perSecond() / two.perSecond());
  }

  /** Processor time for an event as a part of another stage's in the same round. */
  @Nullable Spread cpuAgainst(Setup setup, Setup other) {
    return ratios(setup, other, (one, two) -> one.cpuMicros() / two.cpuMicros());
  }

  private @Nullable Spread ratios(Setup setup, Setup other, ToDoubleBiFunction<Rate, Rate> of) {
    if (other.equals(setup) || !outcomes.containsKey(other)) {
      return null;
    }
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < runs(setup).size(); i++) {
      Rate one = runs(setup).get(i).rate();
      Rate two = runs(other).get(i).rate();
      if (one != null && two != null) {
        ratios.add(of.applyAsDouble(one, two));
      }
    }
    return Spread.of(ratios);
  }

  private boolean balances(Setup setup) {
    return runs(setup).stream()
        .allMatch(
            run ->
                run.events() == Objects.requireNonNull(lengths.get(setup))
                    && run.signals() == run.counted()
                    && (setup.stage().equals(Setup.COPY) || same(run, runs(setup.loop()).get(0))));
  }

  private static boolean same(StageResult run, StageResult loop) {
    return run.scored() == loop.scored() && run.signals() == loop.signals();
  }

  private List<StageResult> runs(Setup setup) {
    return Objects.requireNonNull(outcomes.get(setup), () -> "never ran: " + setup);
  }
}
