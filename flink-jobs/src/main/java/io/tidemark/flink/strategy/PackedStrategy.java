package io.tidemark.flink.strategy;

import io.tidemark.core.strategy.RemoteSpec;
import io.tidemark.core.strategy.Strategy;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A strategy as it travels inside a job: its text, and the bytes of its models. What decides is
 * made of them again where it is needed.
 */
public final class PackedStrategy implements Serializable {

  private static final long serialVersionUID = 1;

  private final String source;
  private final String text;
  private final LinkedHashMap<String, ModelArtefact> artefacts;

  private PackedStrategy(String source, String text, Map<String, ModelArtefact> artefacts) {
    this.source = source;
    this.text = text;
    this.artefacts = new LinkedHashMap<>(artefacts);
  }

  /** Of a text that was read and checked with these models. */
  static PackedStrategy of(String source, String text, Map<String, ModelArtefact> artefacts) {
    return new PackedStrategy(source, text, artefacts);
  }

  /**
   * What decides.
   *
   * @throws ModelRejectedException if a model may not serve
   */
  Strategy strategy() throws ModelRejectedException {
    return StrategyFile.strategy(source, text, artefacts);
  }

  /** Where models are asked that another process serves, by the names of those models. */
  Map<String, RemoteSpec> remotes() {
    return StrategyFile.remotes(source, text);
  }

  /** Where its text was read from. */
  String source() {
    return source;
  }

  /** The models by name, in the order of the strategy. */
  Map<String, ModelArtefact> artefacts() {
    return Collections.unmodifiableMap(artefacts);
  }
}
