package io.tidemark.client.model;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.topic.TopicSource;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.config.ModelSettings;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;

/** The versions that a deployment knows: its jobs' own, those in its store, those registered. */
public final class KnownVersions {

  private final JobConfig config;
  private final TopicSource source;
  private final String store;

  /**
   * Of this deployment.
   *
   * @param source of its topics
   * @throws CommandFailedException if it has no store
   */
  public KnownVersions(JobConfig config, TopicSource source) {
    this.config = config;
    this.source = source;
    this.store = StoredVersion.store(config);
  }

  /**
   * The number after the highest one of {@code id}.
   *
   * @param serving a version that is known as well
   */
  public int next(String id, String serving) throws IOException, ModelRejectedException {
    List<String> known = new ArrayList<>(List.of(serving));
    ModelRef own = own().describe().ref();
    if (own.id().equals(id)) {
      known.add(own.version());
    }
    ModelRegistry.read(config, source).registered().stream()
        .filter(ref -> ref.id().equals(id))
        .forEach(ref -> known.add(ref.version()));
    var shelf = new org.apache.flink.core.fs.Path(store, id);
    FileSystem files = shelf.getFileSystem();
    if (files.exists(shelf)) {
      for (FileStatus status : files.listStatus(shelf)) {
        known.add(status.getPath().getName());
      }
    }
    return 1
        + known.stream()
            .filter(version -> version.matches("[1-9][0-9]{0,8}"))
            .mapToInt(Integer::parseInt)
            .max()
            .orElse(0);
  }

  /**
   * A directory with the files of a version, as jobs load them: the jobs' own, or a copy of the
   * store's.
   *
   * @param folder where a copy goes; it does not exist yet
   * @throws CommandFailedException if neither has this version
   * @throws ModelRejectedException if its files are not what they should be
   */
  public Path bring(String id, String version, Path folder)
      throws IOException, ModelRejectedException {
    ModelRef own = own().describe().ref();
    if (own.id().equals(id) && own.version().equals(version)) {
      return ownDirectory();
    }
    var there = new org.apache.flink.core.fs.Path(store, id + "/" + version);
    FileSystem files = there.getFileSystem();
    if (!files.exists(there)) {
      throw new CommandFailedException(
          "%s/%s is neither the jobs' own model (%s is) nor in %s: put its directory there, or name the jobs' configuration that has it"
              .formatted(id, version, own.name(), store));
    }
    Files.createDirectories(folder);
    for (FileStatus status : files.listStatus(there)) {
      try (InputStream in = files.open(status.getPath())) {
        Files.copy(in, folder.resolve(status.getPath().getName()));
      }
    }
    ModelRef found = ModelArtefact.read(folder).describe().ref();
    if (!found.id().equals(id) || !found.version().equals(version)) {
      throw new CommandFailedException(
          there + " holds " + found.name() + ": it was put there wrongly");
    }
    return folder;
  }

  private ModelArtefact own() throws ModelRejectedException {
    return ModelArtefact.read(ownDirectory());
  }

  private Path ownDirectory() {
    String directory = config.model().directory();
    if (directory == null) {
      throw new CommandFailedException(
          ModelSettings.PATH.key() + " is not set: name the directory of the jobs' own model");
    }
    return Path.of(directory);
  }
}
