package io.tidemark.models;

import io.tidemark.core.drift.DriftCalibration;
import io.tidemark.core.drift.OutcomeCalibration;
import io.tidemark.core.fact.ModelRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All bytes of an artefact directory. The client reads it once and ships it inside the operator, so
 * that every task opens the same bytes.
 */
public final class ModelArtefact implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Largest file of an artefact, bytes: it travels inside the job graph. */
  public static final long MAX_FILE_BYTES = 64L << 20;

  /** Most files of an artefact. */
  public static final int MAX_FILES = 16;

  /** About ten seconds of one core. */
  private static final long MAX_LOAD_OPERATIONS = 50_000_000_000L;

  private final String source;
  private final TreeMap<String, byte[]> files;
  private final boolean calibrated;

  /** What the files say does not change, and a baseline takes a while to read. */
  private transient @Nullable ModelDescription described;

  private ModelArtefact(String source, Map<String, byte[]> files, boolean calibrated) {
    this.source = source;
    this.files = new TreeMap<>(files);
    this.calibrated = calibrated;
  }

  /**
   * Reads every file of an artefact directory; nothing is checked but sizes.
   *
   * @throws ModelRejectedException if the directory is missing, unreadable, or holds what no
   *     artefact holds
   */
  public static ModelArtefact read(Path directory) throws ModelRejectedException {
    if (!Files.isDirectory(directory)) {
      throw ModelRejectedException.of(directory.toString(), "a directory", "none");
    }
    Map<String, byte[]> files = new HashMap<>();
    try (Stream<Path> listing = Files.list(directory)) {
      List<Path> paths = listing.limit(MAX_FILES + 1L).sorted().toList();
      requireFew(directory.toString(), paths.size());
      for (Path path : paths) {
        files.put(String.valueOf(path.getFileName()), bytes(path));
      }
    } catch (IOException e) {
      throw new ModelRejectedException(directory + ": cannot be read: " + e, e);
    }
    return new ModelArtefact(directory.toString(), files, true);
  }

  /**
   * An artefact whose files were read by others, who kept to {@link #MAX_FILES} and {@link
   * #MAX_FILE_BYTES}.
   *
   * @param source where it was read from, for people
   * @param files content by name; not copied
   */
  public static ModelArtefact of(String source, Map<String, byte[]> files) {
    return new ModelArtefact(source, files, true);
  }

  /**
   * The same artefact as if it had no calibration: whoever makes a new one needs no readable old
   * one.
   */
  public ModelArtefact withoutCalibration() {
    return new ModelArtefact(source, files, false);
  }

  private static byte[] bytes(Path path) throws IOException, ModelRejectedException {
    requirePlain(path.toString(), Files.isRegularFile(path));
    requireSmall(path.toString(), Files.size(path));
    try (InputStream in = Files.newInputStream(path)) {
      return read(path.toString(), in);
    }
  }

  /**
   * All that a file holds, though it may have grown since somebody asked for its size.
   *
   * @param name of the file, for people
   * @throws ModelRejectedException if that is more than {@link #MAX_FILE_BYTES}
   */
  public static byte[] read(String name, InputStream in)
      throws IOException, ModelRejectedException {
    byte[] content = in.readNBytes((int) MAX_FILE_BYTES + 1);
    requireSmall(name, content.length);
    return content;
  }

  /**
   * Holds the number of files against {@link #MAX_FILES}.
   *
   * @throws ModelRejectedException if there are more
   */
  public static void requireFew(String directory, int files) throws ModelRejectedException {
    if (files > MAX_FILES) {
      throw ModelRejectedException.of(directory, "at most " + MAX_FILES + " files", "more");
    }
  }

  /**
   * Refuses directories, pipes, devices, and links that lead to no file.
   *
   * @throws ModelRejectedException if it is not plain
   */
  public static void requirePlain(String name, boolean plain) throws ModelRejectedException {
    if (!plain) {
      throw ModelRejectedException.of(name, "a plain file", "something else");
    }
  }

  /**
   * Holds a file's size against {@link #MAX_FILE_BYTES}.
   *
   * @throws ModelRejectedException if it is larger
   */
  public static void requireSmall(String name, long bytes) throws ModelRejectedException {
    if (bytes > MAX_FILE_BYTES) {
      throw ModelRejectedException.of(
          name, "at most " + MAX_FILE_BYTES + " bytes", bytes + " bytes");
    }
  }

  /** Where it was read from. */
  public String source() {
    return source;
  }

  /**
   * Checks all that needs no ONNX Runtime: the manifest, the hash of every file, the model file's
   * form, baseline and golden vectors. A client calls it before it submits anything.
   *
   * @throws ModelRejectedException if one of them does not hold
   */
  public ModelDescription describe() throws ModelRejectedException {
    ModelDescription known = described;
    if (known == null) {
      known = check();
      described = known;
    }
    return known;
  }

  private ModelDescription check() throws ModelRejectedException {
    try {
      Manifest manifest = Manifest.parse(file(Manifest.FILE));
      checkFiles(manifest);
      long operations = 0;
      for (String model : List.of(ArtefactFiles.MODEL, ArtefactFiles.PREFIX, ArtefactFiles.STEP)) {
        if (manifest.files().containsKey(model)) {
          GraphCost cost =
              OnnxFile.inspect(model, file(model))
                  .requireServable(model, manifest.graph().opset(), OnnxLimits.SERVED);
          operations = Math.max(operations, cost.operations());
        }
      }
      ModelRef ref =
          new ModelRef(manifest.id(), manifest.version(), Sha256.hex(file(Manifest.FILE)));
      Baseline baseline =
          Baseline.parse(ArtefactFiles.BASELINE, file(ArtefactFiles.BASELINE), manifest);
      return new ModelDescription(
          ref,
          manifest,
          manifest.metadata(),
          baseline,
          operations,
          calibration(manifest, baseline),
          outcomes(manifest));
    } catch (ModelRejectedException e) {
      throw e.in(source);
    }
  }

  private @Nullable DriftCalibration calibration(Manifest manifest, Baseline baseline)
      throws ModelRejectedException {
    return calibrated && manifest.files().containsKey(DriftFile.FILE)
        ? DriftFile.parse(
            file(DriftFile.FILE), baseline.watched(), Sha256.hex(file(ArtefactFiles.BASELINE)))
        : null;
  }

  private @Nullable OutcomeCalibration outcomes(Manifest manifest) throws ModelRejectedException {
    return calibrated && manifest.files().containsKey(OutcomeFile.FILE)
        ? OutcomeFile.parse(
            file(OutcomeFile.FILE),
            manifest.graph().form().task(),
            Sha256.hex(file(ArtefactFiles.MODEL)))
        : null;
  }

  /**
   * Opens the model: all of {@link #describe()}, then the graph's inputs and outputs, then every
   * golden vector, alone and in batches; a model whose answers have other bits in a batch is scored
   * one input at a time. A model that comes with a {@link PrefixForm} is served by it, if that
   * answers as the whole model does. The caller closes it.
   *
   * @throws ModelRejectedException if one of them does not hold; nothing is left open then
   */
  public LoadedModel open() throws ModelRejectedException {
    ModelDescription description = describe();
    try {
      Manifest manifest = description.manifest();
      Golden golden = Golden.parse(ArtefactFiles.GOLDEN, file(ArtefactFiles.GOLDEN), manifest);
      requireQuick(description, golden);
      OnnxScorer whole = OnnxScorer.open(ArtefactFiles.MODEL, file(ArtefactFiles.MODEL), manifest);
      try {
        golden.requireEqual(whole, Golden.TOLERANCE);
        if (manifest.hasPrefixForm()) {
          PrefixForm form = openForm(manifest, golden, whole);
          whole.close();
          return new LoadedModel(description, form.step(), form);
        }
        if (!golden.holdsInBatches(whole, UnaryOperator.identity())) {
          whole.scoreAlone();
        }
        return new LoadedModel(description, whole, null);
      } catch (IllegalStateException e) { // such as a split on a feature that there is not
        whole.close();
        throw new ModelRejectedException(
            ArtefactFiles.MODEL + ": ONNX Runtime cannot score it: " + cause(e), e);
      } catch (ModelRejectedException | RuntimeException e) {
        whole.close();
        throw e;
      }
    } catch (ModelRejectedException e) {
      throw e.in(source);
    }
  }

  /**
   * Opens the whole model alone, without its golden vectors, for whoever asks it beside what
   * serves. The caller closes it.
   *
   * @throws ModelRejectedException if {@link #describe()} does not hold or ONNX Runtime refuses it
   */
  public OnnxScorer openWhole() throws ModelRejectedException {
    Manifest manifest = describe().manifest();
    try {
      return OnnxScorer.open(ArtefactFiles.MODEL, model(), manifest);
    } catch (ModelRejectedException e) {
      throw e.in(source);
    }
  }

  /**
   * The bytes of the whole model's graph; not copied.
   *
   * @throws ModelRejectedException if there is no such file
   */
  public byte[] model() throws ModelRejectedException {
    return file(ArtefactFiles.MODEL);
  }

  /**
   * The inputs of the golden vectors: whole windows as the model may meet them.
   *
   * @throws ModelRejectedException if {@link #describe()} does not hold, or the file is no such
   */
  public List<float[]> goldenInputs() throws ModelRejectedException {
    Golden golden = golden();
    return IntStream.range(0, golden.rows()).mapToObj(golden::input).toList();
  }

  /**
   * The golden vectors, for whoever holds a model against them that another process serves.
   *
   * @throws ModelRejectedException if {@link #describe()} does not hold, or the file is no such
   */
  public Golden golden() throws ModelRejectedException {
    Manifest manifest = describe().manifest();
    return Golden.parse(ArtefactFiles.GOLDEN, file(ArtefactFiles.GOLDEN), manifest);
  }

  /** Every load scores the golden inputs, alone and in batches of each size. */
  private static void requireQuick(ModelDescription description, Golden golden)
      throws ModelRejectedException {
    int most = OnnxScorer.MAX_BATCH;
    long scores = golden.rows() + most * (most + 1L) / 2;
    if (description.operations() > MAX_LOAD_OPERATIONS / scores) {
      throw new ModelRejectedException(
          "%s: loading scores %d inputs of about %,d operations each, expected at most %,d in all: make the model smaller"
              .formatted(
                  ArtefactFiles.GOLDEN, scores, description.operations(), MAX_LOAD_OPERATIONS));
    }
  }

  private static String cause(IllegalStateException failure) {
    Throwable cause = failure.getCause();
    return String.valueOf((cause == null ? failure : cause).getMessage());
  }

  private PrefixForm openForm(Manifest manifest, Golden golden, OnnxScorer whole)
      throws ModelRejectedException {
    PrefixForm form =
        PrefixForm.open(file(ArtefactFiles.PREFIX), file(ArtefactFiles.STEP), manifest);
    try {
      form.requireEqual(whole, golden);
      if (!golden.holdsInBatches(form.step(), form::input)) {
        form.step().scoreAlone();
      }
      return form;
    } catch (ModelRejectedException | RuntimeException e) {
      form.close();
      throw e;
    }
  }

  /**
   * Checks that this is the very artefact that is meant.
   *
   * @throws ModelRejectedException if it is another one
   */
  public ModelArtefact require(ModelRef meant) throws ModelRejectedException {
    try {
      String found = Sha256.hex(file(Manifest.FILE));
      if (!found.equals(meant.sha256())) {
        throw ModelRejectedException.of(Manifest.FILE, "SHA-256 " + meant.sha256(), found);
      }
      Manifest manifest = Manifest.parse(file(Manifest.FILE));
      if (!manifest.id().equals(meant.id()) || !manifest.version().equals(meant.version())) {
        throw ModelRejectedException.of(
            Manifest.FILE, meant.name(), manifest.id() + "/" + manifest.version());
      }
      return this;
    } catch (ModelRejectedException e) {
      throw e.in(source);
    }
  }

  private void checkFiles(Manifest manifest) throws ModelRejectedException {
    TreeSet<String> unlisted = new TreeSet<>(files.keySet());
    unlisted.removeAll(manifest.files().keySet());
    unlisted.remove(Manifest.FILE);
    if (!unlisted.isEmpty()) {
      throw ModelRejectedException.of("files", "only what the manifest lists", unlisted);
    }
    TreeMap<String, String> listed = new TreeMap<>(manifest.files());
    if (!calibrated) {
      listed.remove(DriftFile.FILE);
      listed.remove(OutcomeFile.FILE);
    }
    for (var entry : listed.entrySet()) {
      byte[] content = file(entry.getKey());
      String found = Sha256.hex(content);
      if (!found.equals(entry.getValue())) {
        throw ModelRejectedException.of(
            entry.getKey(),
            "SHA-256 " + entry.getValue(),
            found + " (" + content.length + " bytes)");
      }
    }
  }

  /** Content by name; not copied. */
  public SortedMap<String, byte[]> files() {
    return Collections.unmodifiableSortedMap(files);
  }

  /** The content of a file. */
  byte[] file(String name) throws ModelRejectedException {
    byte @Nullable [] content = files.get(name);
    if (content == null) {
      throw ModelRejectedException.of(name, "a file", "none");
    }
    return content;
  }
}
