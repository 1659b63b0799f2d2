package io.tidemark.backtest;

import io.tidemark.models.LoadedModel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of each instrument of the data, and which instrument is meant. */
final class ScoredInstruments {

  /** One instrument's rows. */
  record Chosen(String instrument, RowScoring scoring) {}

  private final LoadedModel model;
  private final EvaluationRequest request;
  private final Map<String, RowScoring> all = new TreeMap<>();

  ScoredInstruments(LoadedModel model, EvaluationRequest request) {
    this.model = model;
    this.request = request;
  }

  /** Whether rows of an instrument are worth scoring. */
  boolean wants(String instrument) {
    String only = request.instrument();
    return only == null || only.equals(instrument);
  }

  /** Where the rows of an instrument go. */
  RowScoring of(String instrument, RowLayout layout) {
    RowScoring scoring = all.get(instrument);
    if (scoring == null) {
      scoring = new RowScoring(model, request, layout);
      all.put(instrument, scoring);
    }
    return scoring;
  }

  /**
   * The one that is meant: the only one, or the only one that the model was trained on.
   *
   * @throws EvaluationException if there is none, or several
   */
  Chosen chosen() {
    String only = only();
    if (only == null) {
      throw new EvaluationException(
          all.isEmpty()
              ? "Nothing was scored: is the data shorter than the warm-up, or of another"
                  + " instrument than --instrument?"
              : "The data holds "
                  + String.join(", ", all.keySet())
                  + ": say with --instrument which one counts.");
    }
    return new Chosen(only, Objects.requireNonNull(all.get(only)));
  }

  private @Nullable String only() {
    if (all.size() == 1) {
      return all.keySet().iterator().next();
    }
    List<String> trained =
        model.description().manifest().data().instruments().stream()
            .filter(all::containsKey)
            .toList();
    return trained.size() == 1 ? trained.get(0) : null;
  }
}
