package io.tidemark.models.importing;

import io.tidemark.core.score.Task;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of a model that its file does not say.
 *
 * @param features that it takes
 * @param task that it is for
 * @param window bars of one scoring; 0 if the graph says it
 * @param output the output that counts; null if there is but one of its kind
 * @param column of that output; -1 if its class labels say it
 * @param scale what the output is, where the graph does not show it; null if it does
 */
public record ImportRequest(
    FeatureLists features,
    Task task,
    int window,
    @Nullable String output,
    int column,
    @Nullable AnswerScale scale) {

  /** What a number stands for. */
  public enum AnswerScale {
    PROBABILITY,
    LOGIT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A request that leaves all the rest to the graph. */
  public static ImportRequest of(FeatureLists features, Task task) {
    return new ImportRequest(features, task, 0, null, -1, null);
  }
}
