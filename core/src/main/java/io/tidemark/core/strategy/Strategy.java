package io.tidemark.core.strategy;

import io.tidemark.core.decision.Decider;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.core.score.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A strategy that can decide.
 *
 * @param name as it is written
 * @param barLength of the bars on which the decision's features hang, µs
 * @param models by name, in the order in which they are written
 * @param decision over their answers
 * @param canonical all that makes the strategy, the same for each way of writing it
 * @param hash SHA-256 of that, hexadecimal
 * @param notes what may not be meant, one sentence each
 */
public record Strategy(
    String name,
    long barLength,
    Map<String, PinnedModel> models,
    Decider decision,
    String canonical,
    String hash,
    List<String> notes) {

  /** The calls of all features that the decision looks at, in the alphabet's order. */
  public List<String> features() {
    return decision.all().flatMap(part -> part.features().stream()).distinct().sorted().toList();
  }

  /**
   * The model by whose answer the volatility is predicted: of those of task volatility the one that
   * looks least far ahead, and of several the first; null where there is none.
   */
  public @Nullable String volatilityModel() {
    String nearest = null;
    long least = Long.MAX_VALUE;
    for (Map.Entry<String, PinnedModel> each : models.entrySet()) {
      ModelMetadata model = each.getValue().metadata();
      if (model.form().task() == Task.VOLATILITY && model.timing().horizon() < least) {
        nearest = each.getKey();
        least = model.timing().horizon();
      }
    }
    return nearest;
  }

  /** The decision as a tree of text, a line for each part. */
  public List<String> tree() {
    List<String> lines = new ArrayList<>();
    draw(decision, "", lines);
    return lines;
  }

  private static void draw(Decider decider, String indent, List<String> lines) {
    lines.add(indent + decider.title());
    decider.parts().forEach(part -> draw(part, indent + "    ", lines));
  }
}
