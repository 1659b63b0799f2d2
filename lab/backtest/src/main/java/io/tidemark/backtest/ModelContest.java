package io.tidemark.backtest;

import io.tidemark.core.contest.Contest;
import io.tidemark.core.contest.ContestTerms;
import io.tidemark.core.contest.PairedOutcome;
import io.tidemark.core.contest.Standing;
import io.tidemark.core.outcome.OutcomeMeasure;
import io.tidemark.core.score.ModelTiming;
import io.tidemark.core.score.Task;
import io.tidemark.dataset.TrainingExport;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.Manifest.TrainingData;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks two versions about the same bar closes of one instrument's log, and holds both against what
 * came. The log is folded by the core that serves, once for each: their features may differ.
 */
public final class ModelContest {

  /**
   * What is asked.
   *
   * @param champion directory of the version that serves
   * @param challenger directory of the version that scores beside it
   * @param instrument whose log counts
   * @param from first time of a row that counts, µs since the epoch; nothing of it was known when
   *     the challenger was made
   * @param maxFlatBars most flat bars in a row before features warm up anew
   * @param terms when it is decided
   */
  public record Order(
      Path champion,
      Path challenger,
      String instrument,
      long from,
      int maxFlatBars,
      ContestTerms terms) {}

  private final Order order;
  private final TrainingExport.Data data;

  private ModelContest(Order order, TrainingExport.Data data) {
    this.order = order;
    this.data = data;
  }

  /**
   * Folds the data to their end.
   *
   * @return how the contest stands then
   * @throws EvaluationException if the two cannot be held against each other, saying all that is in
   *     the way
   * @throws ModelRejectedException if an artefact is not sound
   */
  public static Standing run(Order order, TrainingExport.Data data) throws ModelRejectedException {
    try (LoadedModel champion = ModelArtefact.read(order.champion()).open();
        LoadedModel challenger = ModelArtefact.read(order.challenger()).open()) {
      List<String> wrong = wrong(order, champion, challenger);
      if (!wrong.isEmpty()) {
        throw new EvaluationException(String.join(" ", wrong));
      }
      return new ModelContest(order, data).run(champion, challenger);
    }
  }

  private static List<String> wrong(Order order, LoadedModel champion, LoadedModel challenger) {
    List<String> wrong = new ArrayList<>();
    Task task = challenger.metadata().form().task();
    if (!Contest.covers(task)) {
      wrong.add("Models of %s are not promoted by rule: activate one by hand.".formatted(task));
    }
    ModelTiming timing = challenger.metadata().timing();
    ModelTiming serving = champion.metadata().timing();
    if (champion.metadata().form().task() != task
        || serving.horizon() != timing.horizon()
        || serving.barLength() != timing.barLength()) {
      wrong.add(
          "%s and %s predict different things: task, horizon and bar must be the same."
              .formatted(champion.ref().name(), challenger.ref().name()));
    }
    for (LoadedModel model : List.of(champion, challenger)) {
      long made = newest(model.description().manifest().data());
      if (order.from() < made) {
        wrong.add(
            "%s knew data up to %s: rows before that do not count, begin later."
                .formatted(model.ref().name(), instant(made)));
      }
    }
    return wrong;
  }

  /** The end of the newest data that had a say in the making of a model. */
  private static long newest(TrainingData data) {
    return Stream.of(data.training(), data.validation(), data.test())
        .mapToLong(period -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(period.to())))
        .max()
        .orElseThrow();
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private Standing run(LoadedModel champion, LoadedModel challenger) {
    Contest contest =
        new Contest(
            challenger.metadata().form().task(),
            challenger.metadata().timing().horizon(),
            order.terms());
    List<ScoredRow> ours = closes(order.champion(), champion);
    int at = 0;
    for (ScoredRow row : closes(order.challenger(), challenger)) {
      while (at < ours.size() && ours.get(at).time() < row.time()) {
        at++;
      }
      if (at < ours.size() && ours.get(at).time() == row.time()) {
        contest.take(
            new PairedOutcome(
                row.time(),
                OutcomeMeasure.answerOf(ours.get(at).prediction()),
                OutcomeMeasure.answerOf(row.prediction()),
                row.forwardReturn(),
                row.forwardVolatility()));
      }
    }
    return contest.standing();
  }

  /** What a version answered at each bar close that has an outcome. */
  private List<ScoredRow> closes(Path directory, LoadedModel model) {
    EvaluationRequest request =
        new EvaluationRequest(
            directory,
            List.of(),
            order.instrument(),
            order.from(),
            Long.MAX_VALUE,
            Double.NaN,
            order.maxFlatBars());
    ScoredInstruments instruments = new ScoredInstruments(model, request);
    RecordedRows.read(data, request, model, instruments);
    return instruments.chosen().scoring().rows().stream()
        .filter(row -> row.barClosed() && row.prediction().asked())
        .toList();
  }
}
