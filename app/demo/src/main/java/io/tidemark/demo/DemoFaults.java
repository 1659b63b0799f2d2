package io.tidemark.demo;

import io.tidemark.client.CommandFailedException;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.strategy.InvalidStrategyException;
import io.tidemark.flink.ServedModels;
import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.InvalidOptionsException;
import io.tidemark.flink.config.Job;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wrong with a demo that was asked for, found before anything of it starts. */
final class DemoFaults {

  private static final String MODEL = "model.path";

  private final Feed feed;
  private final DemoHome home;
  private final List<String> settings;
  private final List<String> problems = new ArrayList<>();

  /**
   * Of this demo.
   *
   * @param settings {@code key=value}, which win
   */
  DemoFaults(Feed feed, DemoHome home, List<String> settings) {
    this.feed = feed;
    this.home = home;
    this.settings = settings;
  }

  /**
   * All of it, a sentence each; a wrong option hides no other one, no model and no folder.
   *
   * @param yaml the jobs' configuration, a key a line
   */
  List<String> find(String yaml) throws IOException {
    FeatureSet features = features(yaml);
    feed.problems(features).forEach(this::tell);
    try {
      home.requireOwn();
    } catch (CommandFailedException e) {
      tell(String.valueOf(e.getMessage()));
    }
    return problems;
  }

  /** Of what will score, even where the options do not fit it; null if that cannot be read. */
  private @Nullable FeatureSet features(String yaml) throws IOException {
    Path file = Files.createTempFile("tidemark", ".yaml");
    try {
      Files.writeString(file, yaml);
      return ServedModels.read(ConfigLoader.load(Job.SIGNAL, file, settings)).featureSet();
    } catch (InvalidOptionsException e) {
      e.problems().forEach(this::tell);
      return featuresOf(yaml);
    } catch (InvalidStrategyException e) {
      e.problems().forEach(this::tell);
      return null;
    } catch (ModelRejectedException e) {
      tell(String.valueOf(e.getMessage()));
      return null;
    } finally {
      Files.delete(file);
    }
  }

  private @Nullable FeatureSet featuresOf(String yaml) {
    String named =
        Stream.concat(
                yaml.lines().filter(line -> line.startsWith(MODEL + ":")),
                settings.stream().filter(each -> each.startsWith(MODEL + "=")))
            .reduce((first, last) -> last)
            .map(line -> line.substring(MODEL.length() + 1).strip())
            .orElse("");
    if (named.isEmpty() || problems.stream().anyMatch(problem -> problem.startsWith(MODEL))) {
      return null;
    }
    try {
      ModelArtefact model = ModelArtefact.read(Path.of(named));
      return new ServedModels(List.of(model), null).featureSet();
    } catch (ModelRejectedException e) {
      tell(String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** What is said by two is said once. */
  private void tell(String problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }
}
