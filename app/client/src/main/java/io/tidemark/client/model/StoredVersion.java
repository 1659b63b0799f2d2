package io.tidemark.client.model;

import io.tidemark.client.CommandFailedException;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.serve.LoadedModelCache.Lookup;
import io.tidemark.core.serve.LoadedModelCache.Refused;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.config.ModelSettings;
import io.tidemark.flink.signal.ModelStore;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;

/** Brings an artefact into the store, where versions never change. */
public final class StoredVersion {

  private StoredVersion() {}

  /**
   * Opens the artefact with every check of a task, holds it against the job, and copies it into the
   * store unless the very same lies there.
   *
   * @throws ModelRejectedException if a task would refuse it
   * @throws CommandFailedException if there is no store, the job cannot take it, or another one
   *     lies there under its name
   */
  public static ModelRef bring(Path artefact, JobConfig config) throws Exception {
    String store = store(config);
    ModelArtefact own = ModelArtefact.read(Path.of(String.valueOf(config.model().directory())));
    ModelRef ref;
    try (LoadedModel opened = ModelArtefact.read(artefact).open()) {
      ref = opened.ref();
    }
    var place = new org.apache.flink.core.fs.Path(store, ref.name());
    FileSystem files = place.getFileSystem();
    if (!files.exists(place)) {
      copy(artefact, files, place);
    }
    ModelStore there = new ModelStore(config, own.describe().metadata());
    Lookup<Boolean> found = there.load(ref, any -> true);
    if (found instanceof Refused<Boolean> refused) {
      throw new CommandFailedException(
          "not registered; a version never changes, a new one needs a new number: "
              + refused.reason());
    }
    return ref;
  }

  /**
   * The directory or URI of a deployment's store.
   *
   * @throws CommandFailedException if it has none
   */
  static String store(JobConfig config) {
    String store = config.model().store();
    if (store == null) {
      throw new CommandFailedException(
          ModelSettings.STORE.key()
              + " is not set: name the directory or URI that the jobs take versions from");
    }
    return store;
  }

  private static void copy(Path artefact, FileSystem files, org.apache.flink.core.fs.Path place)
      throws IOException {
    List<Path> sources;
    try (Stream<Path> listing = Files.list(artefact)) {
      sources = listing.sorted().toList();
    }
    files.mkdirs(place);
    for (Path source : sources) {
      var target = new org.apache.flink.core.fs.Path(place, source.getFileName().toString());
      try (FSDataOutputStream out = files.create(target, FileSystem.WriteMode.NO_OVERWRITE)) {
        Files.copy(source, out);
      }
    }
  }
}
