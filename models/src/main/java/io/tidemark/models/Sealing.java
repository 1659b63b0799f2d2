package io.tidemark.models;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How an artefact was sealed: training wrote a draft with its own answers to the golden inputs, and
 * the runtime that will serve gave the ones that count.
 *
 * @param answers how many there are
 * @param largestDifference between training's answers and this runtime's; of numbers that are no
 *     probabilities, as a part of the largest
 */
public record Sealing(int answers, float largestDifference) {

  /** How far training's runtime and this one may be apart. */
  public static final float TOLERANCE = 1e-5f;

  /** What else a model is held to before it is written. */
  public interface Further {

    /** No more than what the files say. */
    Further NOTHING = model -> List.of();

    /**
     * Everything that is wrong, one sentence each; empty when nothing is.
     *
     * @param model of the draft, with this runtime's answers
     */
    List<String> violations(LoadedModel model);
  }

  /** {@link #of(Path, Path, Further)} with no more than the draft's own files. */
  public static Sealing of(Path draft, Path artefact) throws ModelRejectedException {
    return of(draft, artefact, Further.NOTHING);
  }

  /**
   * Writes the artefact of a draft: the same files, but for the answers in {@code golden.csv} and
   * its hash in the manifest. What is written is opened once, as a task will open it.
   *
   * @param draft as training wrote it
   * @param artefact a directory that does not exist yet
   * @param further what else it is held to
   * @throws ModelRejectedException if the draft may not serve; if {@link SealingCheck} or {@code
   *     further} finds something or this runtime answers otherwise than training, all of it at
   *     once; if the directory exists, or cannot be written
   */
  public static Sealing of(Path draft, Path artefact, Further further)
      throws ModelRejectedException {
    ModelArtefact drafted = ModelArtefact.read(draft);
    ModelDescription description = drafted.describe();
    Manifest manifest = description.manifest();
    byte[] model = drafted.file(ArtefactFiles.MODEL);
    byte[] asked = drafted.file(ArtefactFiles.GOLDEN);
    Golden golden = Golden.parse(ArtefactFiles.GOLDEN, asked, manifest);
    List<String> found = new ArrayList<>();
    float largest;
    byte[] answered;
    try (OnnxScorer scorer = OnnxScorer.open(ArtefactFiles.MODEL, model, manifest)) {
      found.addAll(SealingCheck.violations(description, golden, scorer));
      largest = difference(golden, scorer, found);
      answered = golden.answeredBy(scorer, asked);
    }
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : manifest.files().keySet()) {
      files.put(name, drafted.file(name));
    }
    files.put(ArtefactFiles.GOLDEN, answered);
    files.put(Manifest.FILE, naming(drafted.file(Manifest.FILE), Sha256.hex(asked), answered));
    try (LoadedModel opened = ModelArtefact.of(drafted.source(), files).open()) {
      found.addAll(further.violations(opened));
    }
    if (!found.isEmpty()) {
      throw new ModelRejectedException(drafted.source() + ": " + String.join("\n  ", found));
    }
    write(artefact, files);
    ModelArtefact.read(artefact).describe();
    return new Sealing(golden.rows(), largest);
  }

  /** The largest between both runtimes' golden answers; one that is too large is found. */
  private static float difference(Golden golden, OnnxScorer scorer, List<String> found) {
    try {
      return golden.requireEqual(scorer, TOLERANCE);
    } catch (ModelRejectedException e) {
      found.add(String.valueOf(e.getMessage()));
      return Float.NaN;
    }
  }

  /** The manifest as it is, byte by byte, with another hash. */
  private static byte[] naming(byte[] manifest, String before, byte[] golden) {
    return new String(manifest, StandardCharsets.UTF_8)
        .replace(before, Sha256.hex(golden))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Path artefact, Map<String, byte[]> files)
      throws ModelRejectedException {
    if (Files.exists(artefact)) {
      throw ModelRejectedException.of(
          artefact.toString(), "no such directory, since an artefact never changes", "one");
    }
    try {
      Files.createDirectories(artefact);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(artefact.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new ModelRejectedException(artefact + ": cannot be written: " + e, e);
    }
  }
}
