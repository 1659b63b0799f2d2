package io.tidemark.client.explain;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tidemark.core.fact.ModelVersion;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.models.Manifest;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelDescription;
import io.tidemark.models.ModelRejectedException;
import java.util.List;
import java.util.Locale;

/**
 * The model that would be scored, for people. For programs all parts stand side by side.
 *
 * @param directory where it was read from
 * @param model which one
 * @param sha256 of the model file, hexadecimal
 * @param timing when it is scored, how far it looks back and ahead
 * @param training what it was trained on
 * @param features in the model's order, each with what its drift may do
 * @param featureSetHash SHA-256 of the feature set, hexadecimal
 */
record ModelFacts(
    String directory,
    @JsonUnwrapped ModelVersion model,
    String sha256,
    @JsonUnwrapped Timing timing,
    @JsonUnwrapped Training training,
    List<Manifest.Feature> features,
    String featureSetHash) {

  /**
   * When it is scored, how far it looks back and ahead.
   *
   * @param trigger upon what it is scored: {@code bar} or {@code every}
   * @param bar length of a bar, such as {@code 1h}
   * @param windowBars how many bars it looks at
   * @param horizonBars how many bars ahead it predicts
   */
  record Timing(String trigger, String bar, int windowBars, int horizonBars) {}

  /**
   * What it was trained on.
   *
   * @param instruments it was trained on
   * @param trainedFrom start of the training period
   * @param trainedTo its end (exclusive)
   */
  record Training(List<String> instruments, String trainedFrom, String trainedTo) {}

  /**
   * Checks the artefact and reads what it says of itself.
   *
   * @throws ModelRejectedException if it does not hold
   */
  static ModelFacts of(ModelArtefact artefact) throws ModelRejectedException {
    ModelDescription description = artefact.describe();
    Manifest manifest = description.manifest();
    ModelMetadata metadata = description.metadata();
    return new ModelFacts(
        artefact.source(),
        metadata.model(),
        metadata.sha256(),
        new Timing(
            metadata.timing().trigger().name().toLowerCase(Locale.ROOT),
            manifest.bars().length(),
            manifest.bars().window(),
            metadata.timing().horizonBars()),
        new Training(
            manifest.data().instruments(),
            manifest.data().training().from(),
            manifest.data().training().to()),
        manifest.features().list(),
        metadata.featureSetHash());
  }
}
