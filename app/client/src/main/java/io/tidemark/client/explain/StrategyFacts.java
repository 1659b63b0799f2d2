package io.tidemark.client.explain;

import io.tidemark.core.strategy.Strategy;
import io.tidemark.flink.strategy.StrategyFile;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The strategy that would decide, for people and for programs.
 *
 * @param file where it was read from
 * @param name as it is written
 * @param hash SHA-256 of it and its models, hexadecimal
 * @param decision as a tree of text, a line for each part
 * @param models by their names in the strategy, in its order
 */
record StrategyFacts(
    String file, String name, String hash, List<String> decision, Map<String, ModelFacts> models) {

  /**
   * Of a strategy that was read.
   *
   * @throws ModelRejectedException if a model does not hold
   */
  static StrategyFacts of(StrategyFile file) throws ModelRejectedException {
    Map<String, ModelFacts> models = new LinkedHashMap<>();
    for (Map.Entry<String, ModelArtefact> each : file.artefacts().entrySet()) {
      models.put(each.getKey(), ModelFacts.of(each.getValue()));
    }
    Strategy strategy = file.strategy();
    return new StrategyFacts(
        file.source(), strategy.name(), strategy.hash(), strategy.tree(), models);
  }
}
