package io.tidemark.models.card;

import io.tidemark.core.score.Task;
import io.tidemark.models.ArtefactFiles;
import io.tidemark.models.Manifest;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelDescription;
import io.tidemark.models.ModelRejectedException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that a card is made of.
 *
 * @param model the artefact, checked
 * @param modelBytes size of the network
 * @param skill on later data; null if it was not measured
 * @param delays of the drift gate; null if they were not measured
 */
record CardFacts(
    ModelDescription model,
    long modelBytes,
    @Nullable MeasuredSkill skill,
    @Nullable MeasuredDelays delays) {

  static CardFacts of(ModelArtefact artefact) throws ModelRejectedException {
    ModelDescription model = artefact.describe();
    byte @Nullable [] skill = artefact.files().get(ArtefactFiles.EVALUATION);
    byte @Nullable [] delays = artefact.files().get(ArtefactFiles.DELAYS);
    return new CardFacts(
        model,
        artefact.model().length,
        skill == null ? null : MeasuredSkill.parse(skill, model),
        delays == null ? null : MeasuredDelays.parse(delays, model));
  }

  Manifest manifest() {
    return model.manifest();
  }

  boolean isDirection() {
    return model.metadata().form().task() == Task.DIRECTION;
  }

  boolean isImported() {
    return manifest().graph().origin() != null;
  }

  /** Whether signals print an interval of the probability at all. */
  boolean hasInterval() {
    return manifest().evaluation().bins().counts().stream().anyMatch(count -> count > 0);
  }

  /** The files that are there of those that may be added, but for the card. */
  Set<String> added() {
    Set<String> added = new TreeSet<>(manifest().files().keySet());
    added.retainAll(ArtefactFiles.ADDED);
    added.remove(ArtefactFiles.CARD);
    return added;
  }
}
