package io.tidemark.client.explain;

import io.tidemark.core.score.ModelMetadata;
import io.tidemark.models.Manifest;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelDescription;
import io.tidemark.models.ModelRejectedException;
import java.util.List;
import java.util.Locale;

/**
 * The model that would be scored, for people.
 *
 * @param directory where it was read from
 * @param id such as {@code btc-linear}
 * @param version counts up
 * @param sha256 of the model file, hexadecimal
 * @param trigger upon what it is scored: {@code bar} or {@code every}
 * @param bar length of a bar, such as {@code 1h}
 * @param windowBars how many bars it looks at
 * @param horizonBars how many bars ahead it predicts
 * @param instruments it was trained on
 * @param trainedFrom start of the training period
 * @param trainedTo its end (exclusive)
 * @param features in the model's order, each with what its drift may do
 * @param featureSetHash SHA-256 of the feature set, hexadecimal
 */
record ModelFacts(
    String directory,
    String id,
    String version,
    String sha256,
    String trigger,
    String bar,
    int windowBars,
    int horizonBars,
    List<String> instruments,
    String trainedFrom,
    String trainedTo,
    List<Manifest.Feature> features,
    String featureSetHash) {

  /**
   * Checks the artefact and reads what it says of itself.
   *
   * @throws ModelRejectedException if it does not hold
   */
  static ModelFacts of(ModelArtefact bundle) throws ModelRejectedException {
    ModelDescription description = bundle.describe();
    Manifest manifest = description.manifest();
    ModelMetadata metadata = description.metadata();
    return new ModelFacts(
        bundle.source(),
        metadata.model().id(),
        metadata.model().version(),
        metadata.sha256(),
        metadata.timing().trigger().name().toLowerCase(Locale.ROOT),
        manifest.bar(),
        manifest.windowBars(),
        metadata.timing().horizonBars(),
        manifest.instruments(),
        manifest.training().from(),
        manifest.training().to(),
        manifest.features(),
        metadata.featureSetHash());
  }
}
