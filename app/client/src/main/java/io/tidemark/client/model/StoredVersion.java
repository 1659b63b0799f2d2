package io.tidemark.client.model;

import io.tidemark.client.CommandFailedException;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.serve.LoadedModelCache.Refused;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.config.ModelSettings;
import io.tidemark.flink.signal.ModelStore;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;

/** Brings an artefact into the store, where versions never change. */
public final class StoredVersion {

  private StoredVersion() {}

  /**
   * Holds the artefact against the job, opens it with every check of a task, and copies it into the
   * store unless the very same lies there. What is refused leaves nothing there, and a copy that is
   * cut off never has the version's name.
   *
   * @throws ModelRejectedException if a task would refuse it
   * @throws CommandFailedException if there is no store, the job cannot take it, or another one
   *     lies there under its name
   */
  public static ModelRef bring(Path artefact, JobConfig config) throws Exception {
    String store = store(config);
    ModelArtefact own = ModelArtefact.read(Path.of(String.valueOf(config.model().directory())));
    ModelStore there = new ModelStore(config, own.describe().metadata());
    ModelArtefact brought = ModelArtefact.read(artefact);
    require(there.fit(brought));
    ModelRef ref;
    try (LoadedModel opened = brought.open()) {
      ref = opened.ref();
    }
    var place = new org.apache.flink.core.fs.Path(store, ref.name());
    FileSystem files = place.getFileSystem();
    if (!files.exists(place)) {
      copy(brought, files, place);
    }
    if (there.load(ref, any -> true) instanceof Refused<Boolean> refused) {
      throw new CommandFailedException(
          "not registered; a version never changes, a new one needs a new number: "
              + refused.reason());
    }
    return ref;
  }

  private static void require(List<String> misfits) {
    if (!misfits.isEmpty()) {
      throw new CommandFailedException("not registered: " + String.join("; ", misfits));
    }
  }

  /**
   * Refuses a deployment whose models cannot be changed.
   *
   * @throws CommandFailedException if a strategy pins them
   */
  public static void requireUnpinned(JobConfig config) {
    if (config.model().strategy() != null) {
      throw new CommandFailedException(
          ModelSettings.STRATEGY.key()
              + " is set, and a strategy pins its models by its hash: name the version in the"
              + " strategy's file, and start the signal job with it from a savepoint");
    }
  }

  /**
   * The directory or URI of a deployment's store.
   *
   * @throws CommandFailedException if it has none, or may have none
   */
  static String store(JobConfig config) {
    requireUnpinned(config);
    String store = config.model().store();
    if (store == null) {
      throw new CommandFailedException(
          ModelSettings.STORE.key()
              + " is not set: name the directory or URI that the jobs take versions from");
    }
    return store;
  }

  /** The bytes that were checked, under another name until all are there. */
  private static void copy(
      ModelArtefact artefact, FileSystem files, org.apache.flink.core.fs.Path place)
      throws IOException {
    var shelf = place.getParent();
    files.mkdirs(shelf);
    var draft = new org.apache.flink.core.fs.Path(shelf, ".draft-" + UUID.randomUUID());
    try {
      files.mkdirs(draft);
      for (Map.Entry<String, byte[]> file : artefact.files().entrySet()) {
        var target = new org.apache.flink.core.fs.Path(draft, file.getKey());
        try (FSDataOutputStream out = files.create(target, FileSystem.WriteMode.NO_OVERWRITE)) {
          out.write(file.getValue());
        }
      }
      if (!files.rename(draft, place) && !files.exists(place)) {
        throw new IOException(draft + " could not be renamed to " + place);
      }
    } finally {
      files.delete(draft, true);
    }
  }
}
