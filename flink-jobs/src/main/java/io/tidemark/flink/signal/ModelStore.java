package io.tidemark.flink.signal;

import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.core.serve.LoadedModelCache.Loaded;
import io.tidemark.core.serve.LoadedModelCache.Lookup;
import io.tidemark.core.serve.LoadedModelCache.Refused;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.config.ModelSettings;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelDescription;
import io.tidemark.models.ModelRejectedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Takes versions of models from {@code model.store} and holds them against what was meant and what
 * the job is. Safe for several threads.
 */
public final class ModelStore {

  private static final int LONGEST_REASON = 1_000;

  private final JobConfig job;
  private final ModelMetadata own;

  /**
   * @param job says where the store is, and what is followed
   * @param own the job's own model: another one must be scored upon the same, over the same bars
   */
  public ModelStore(JobConfig job, ModelMetadata own) {
    this.job = job;
    this.own = own;
  }

  /** What is made of an artefact. */
  @FunctionalInterface
  public interface Making<T> {
    /** Makes it, or says why the artefact is refused. */
    T of(ModelArtefact artefact) throws ModelRejectedException;
  }

  /**
   * Reads and checks the version and makes something of it. What its files are decides, and nothing
   * else: nothing that they hold makes this throw.
   *
   * @throws UncheckedIOException if the store could not be read, which says nothing of the version
   */
  public <T> Lookup<T> load(ModelRef ref, Making<T> making) {
    String store = job.model().store();
    if (store == null) {
      return refused(
          job.model().strategy() == null
              ? ModelSettings.STORE.key() + " is not set, so no model can be changed"
              : "a strategy pins its models by its hash, so none is changed in the log: start the"
                  + " job with a strategy that names "
                  + ref.name());
    }
    try {
      ModelArtefact artefact = read(new Path(store, ref.name())).require(ref);
      List<String> misfits = fit(artefact);
      return misfits.isEmpty()
          ? new Loaded<>(making.of(artefact))
          : refused(String.join("; ", misfits));
    } catch (ModelRejectedException e) {
      return refused(String.valueOf(e.getMessage()));
    } catch (FileNotFoundException e) {
      return refused(new Path(store, ref.name()) + ": expected a directory, found none");
    } catch (IOException e) {
      throw new UncheckedIOException(new Path(store, ref.name()) + " could not be read", e);
    } catch (RuntimeException e) {
      // whatever a file from outside makes a library throw, it must not take the job down
      return refused(new Path(store, ref.name()) + ": cannot be opened: " + e);
    }
  }

  /**
   * Why the job cannot take an artefact; empty if it can.
   *
   * @throws ModelRejectedException if no job can
   */
  public List<String> fit(ModelArtefact artefact) throws ModelRejectedException {
    return misfits(artefact.describe());
  }

  private List<String> misfits(ModelDescription model) {
    ModelMetadata metadata = model.metadata();
    if (metadata.timing().trigger() != own.timing().trigger()) {
      return List.of(
          "%s is scored upon trigger '%s', this job upon '%s': it needs a job of its own"
              .formatted(
                  model.ref().name(),
                  text(metadata.timing().trigger()),
                  text(own.timing().trigger())));
    }
    if (metadata.timing().barLength() != own.timing().barLength()) {
      return List.of(
          "%s looks at bars of %d s, this job at bars of %d s: it needs a job of its own"
              .formatted(
                  model.ref().name(),
                  metadata.timing().barLength() / 1_000_000,
                  own.timing().barLength() / 1_000_000));
    }
    if (metadata.form().task() != own.form().task()) {
      return List.of(
          "%s predicts %s, this job's model %s: it needs a job of its own"
              .formatted(model.ref().name(), metadata.form().task(), own.form().task()));
    }
    return ModelFit.problems(model, job);
  }

  private static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static ModelArtefact read(Path directory) throws IOException, ModelRejectedException {
    FileSystem files = directory.getFileSystem();
    FileStatus[] listing = files.listStatus(directory);
    if (listing == null || listing.length == 0) {
      throw new FileNotFoundException(directory.toString());
    }
    ModelArtefact.requireFew(directory.toString(), listing.length);
    Map<String, byte[]> contents = new HashMap<>();
    for (FileStatus file : listing) {
      String name = file.getPath().getName();
      if (files.isDistributedFS()) {
        ModelArtefact.requirePlain(file.getPath().toString(), !file.isDir());
      } else { // where a pipe or a device looks like a file, and reading it has no end
        var local = java.nio.file.Path.of(file.getPath().getPath());
        ModelArtefact.requirePlain(local.toString(), Files.isRegularFile(local));
      }
      ModelArtefact.requireSmall(name, file.getLen());
      try (FSDataInputStream in = files.open(file.getPath())) {
        contents.put(name, ModelArtefact.read(name, in));
      }
    }
    return ModelArtefact.of(directory.toString(), contents);
  }

  private static <T> Lookup<T> refused(String reason) {
    return new Refused<>(
        reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "..." : reason);
  }
}
