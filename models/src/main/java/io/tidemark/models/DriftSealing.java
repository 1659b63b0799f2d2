package io.tidemark.models;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts into a sealed artefact what is made of it afterwards, and its hash into the manifest: the
 * calibrations {@code drift.json} and {@code outcomes.json}, what was measured, and the card.
 */
public final class DriftSealing {

  private static final Pattern BEFORE =
      Pattern.compile(
          "([ \\t]*)\"" + Pattern.quote(ArtefactFiles.BASELINE) + "\": \"[0-9a-f]{64}\",\\R");

  private DriftSealing() {}

  /** SHA-256, hexadecimal. */
  public static String sha256(byte[] content) {
    return Sha256.hex(content);
  }

  /** Of the artefact's model. */
  public static String modelSha256(ModelArtefact artefact) throws ModelRejectedException {
    return Sha256.hex(artefact.model());
  }

  /** Of the artefact's baseline. */
  public static String baselineSha256(ModelArtefact artefact) throws ModelRejectedException {
    return Sha256.hex(artefact.file(ArtefactFiles.BASELINE));
  }

  /**
   * Writes the file, then the manifest, which keeps all its other bytes. What was written is read
   * once, as a job will read it.
   *
   * @throws ModelRejectedException if the artefact then does not hold
   */
  public static void write(Path artefact, DriftFile calibration)
      throws ModelRejectedException, IOException {
    write(artefact, DriftFile.FILE, calibration.bytes());
  }

  /**
   * The same of what the outcomes were.
   *
   * @throws ModelRejectedException if the artefact then does not hold
   */
  public static void write(Path artefact, OutcomeFile outcomes)
      throws ModelRejectedException, IOException {
    write(artefact, OutcomeFile.FILE, outcomes.bytes());
  }

  /**
   * The same of any file that may be added.
   *
   * @param file one of {@link ArtefactFiles#ADDED}
   * @throws ModelRejectedException if the artefact then does not hold
   */
  public static void write(Path artefact, String file, byte[] content)
      throws ModelRejectedException, IOException {
    if (!ArtefactFiles.ADDED.contains(file)) {
      throw new IllegalArgumentException(file + " is no file that may be added");
    }
    Path manifest = artefact.resolve(Manifest.FILE);
    String text =
        naming(Files.readString(manifest, StandardCharsets.UTF_8), file, Sha256.hex(content));
    Files.write(artefact.resolve(file), content);
    Files.writeString(manifest, text, StandardCharsets.UTF_8);
    ModelArtefact.read(artefact).describe();
  }

  private static String naming(String manifest, String file, String sha256)
      throws ModelRejectedException {
    Matcher present =
        Pattern.compile("(\"" + Pattern.quote(file) + "\": \")[0-9a-f]{64}\"").matcher(manifest);
    if (present.find()) {
      return present.replaceFirst("$1" + sha256 + "\"");
    }
    Matcher before = BEFORE.matcher(manifest);
    if (!before.find()) {
      throw ModelRejectedException.of(
          Manifest.FILE, "a line of " + ArtefactFiles.BASELINE + " among the files", "none");
    }
    String line = before.group(1) + "\"" + file + "\": \"" + sha256 + "\",\n";
    return manifest.substring(0, before.end()) + line + manifest.substring(before.end());
  }
}
