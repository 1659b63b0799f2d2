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

  /**
   * Writes the artefact of a draft: the same files, but for the answers in {@code golden.csv} and
   * its hash in the manifest. What is written is opened once, as a task will open it.
   *
   * @param draft as training wrote it
   * @param artefact a directory that does not exist yet
   * @throws ModelRejectedException if the draft may not serve, {@link SealingCheck} finds something
   *     or this runtime answers otherwise than training, all of it at once; if the directory exists,
   *     or cannot be written
   */
  public static Sealing of(Path draft, Path artefact) throws ModelRejectedException {
    ModelArtefact drafted = ModelArtefact.read(draft);
    Manifest manifest = drafted.describe().manifest();
    byte[] model = drafted.file(ArtefactFiles.MODEL);
    byte[] asked = drafted.file(ArtefactFiles.GOLDEN);
    Golden golden = Golden.parse(ArtefactFiles.GOLDEN, asked, manifest);
    float largest;
    byte[] answered;
    try (OnnxScorer scorer = OnnxScorer.open(ArtefactFiles.MODEL, model, manifest)) {
      largest = check(drafted, golden, scorer);
      answered = golden.answeredBy(scorer, asked);
    }
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : manifest.files().keySet()) {
      files.put(name, drafted.file(name));
    }
    files.put(ArtefactFiles.GOLDEN, answered);
    files.put(Manifest.FILE, naming(drafted.file(Manifest.FILE), Sha256.hex(asked), answered));
    write(artefact, files);
    ModelArtefact.read(artefact).open().close();
    return new Sealing(golden.rows(), largest);
  }

  /** The largest difference between both runtimes' golden answers. */
  private static float check(ModelArtefact drafted, Golden golden, OnnxScorer scorer)
      throws ModelRejectedException {
    List<String> found =
        new ArrayList<>(SealingCheck.violations(drafted.describe(), golden, scorer));
    float largest = 0;
    try {
      largest = golden.requireEqual(scorer, TOLERANCE);
    } catch (ModelRejectedException e) {
      if (found.isEmpty()) {
        throw e;
      }
      found.add(e.getMessage());
    }
    if (!found.isEmpty()) {
      throw new ModelRejectedException(drafted.source() + ": " + String.join("\n  ", found));
    }
    return largest;
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
