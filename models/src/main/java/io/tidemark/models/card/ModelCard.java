package io.tidemark.models.card;

import io.tidemark.models.ArtefactFiles;
import io.tidemark.models.DriftSealing;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code card.md}: what a version of a model predicts, what it is worth, and what not to do with
 * it, in plain words. It follows from the artefact's other files byte for byte.
 */
public final class ModelCard {

  private ModelCard() {}

  /**
   * The card that an artefact's files give.
   *
   * @throws ModelRejectedException if the artefact does not hold, or what was measured is not of
   *     its model
   */
  public static String of(ModelArtefact artefact) throws ModelRejectedException {
    CardFacts facts = CardFacts.of(artefact);
    CardSections sections = new CardSections(facts);
    CardLines lines = new CardLines();
    new CardOpening(facts).write(lines);
    sections.model(lines);
    sections.periods(lines);
    sections.skill(lines);
    sections.later(lines);
    new CardDrift(facts).write(lines);
    sections.limits(lines);
    return lines.text();
  }

  /** The card that is in the artefact; null if there is none. */
  public static @Nullable String in(ModelArtefact artefact) {
    byte @Nullable [] card = artefact.files().get(ArtefactFiles.CARD);
    return card == null ? null : new String(card, StandardCharsets.UTF_8);
  }

  /** What comes before a card's first section. */
  public static String head(String card) {
    int section = card.indexOf("\n## ");
    return section < 0 ? card : card.substring(0, section);
  }

  /**
   * Writes the card of an artefact, and its hash into the manifest.
   *
   * @throws ModelRejectedException as {@link #of}
   */
  public static void write(Path artefact) throws ModelRejectedException, IOException {
    byte[] card = of(ModelArtefact.read(artefact)).getBytes(StandardCharsets.UTF_8);
    byte @Nullable [] before = ModelArtefact.read(artefact).files().get(ArtefactFiles.CARD);
    if (before == null || !Arrays.equals(before, card)) {
      DriftSealing.write(artefact, ArtefactFiles.CARD, card);
    }
  }

  /**
   * Puts what {@code evaluate} measured into an artefact. The card is to be written afterwards.
   *
   * @param measured what {@code ./tidemark evaluate --json} wrote
   * @param source where it is written down
   * @throws ModelRejectedException as {@link MeasuredSkill#of}
   */
  public static void writeSkill(Path artefact, byte[] measured, String source)
      throws ModelRejectedException, IOException {
    MeasuredSkill skill =
        MeasuredSkill.of(measured, source, ModelArtefact.read(artefact).describe());
    DriftSealing.write(artefact, ArtefactFiles.EVALUATION, skill.bytes());
  }

  /**
   * Puts what {@code drift evaluate} measured into an artefact. The card is to be written
   * afterwards.
   *
   * @param measured what {@code ./tidemark drift evaluate --model DIR --json} wrote
   * @param source where it is written down
   * @param sameNetwork other versions of the model that have the same network
   * @throws ModelRejectedException as {@link MeasuredDelays#of}
   */
  public static void writeDelays(
      Path artefact, byte[] measured, String source, List<String> sameNetwork)
      throws ModelRejectedException, IOException {
    MeasuredDelays delays =
        MeasuredDelays.of(measured, source, ModelArtefact.read(artefact).describe(), sameNetwork);
    DriftSealing.write(artefact, ArtefactFiles.DELAYS, delays.bytes());
  }
}
