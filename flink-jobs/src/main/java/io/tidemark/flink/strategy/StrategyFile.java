package io.tidemark.flink.strategy;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.JacksonYAMLParseException;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.score.ModelInstruments;
import io.tidemark.core.strategy.InvalidStrategyException;
import io.tidemark.core.strategy.MemberSpec;
import io.tidemark.core.strategy.PinnedModel;
import io.tidemark.core.strategy.RemoteSpec;
import io.tidemark.core.strategy.Strategy;
import io.tidemark.core.strategy.StrategyDraft;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelDescription;
import io.tidemark.models.ModelRejectedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A strategy that was read from a file, and the artefacts of its models.
 *
 * @param strategy checked against its models
 * @param artefacts by the names of the models, in the order of the strategy
 * @param packed the same as it travels inside a job
 */
public record StrategyFile(
    Strategy strategy, Map<String, ModelArtefact> artefacts, PackedStrategy packed) {

  private static final long MOST_BYTES = 1 << 20;

  /**
   * Reads a file and every model that it names, whose path is taken from the working directory.
   *
   * @throws InvalidStrategyException with all that is wrong, before anything is opened
   */
  public static StrategyFile read(Path file) {
    String text = text(file);
    StrategyDraft draft = StrategyDraft.of(file.toString(), tree(file.toString(), text));
    Map<String, ModelArtefact> artefacts = new LinkedHashMap<>();
    Map<String, PinnedModel> pinned = new LinkedHashMap<>();
    for (MemberSpec member : draft.members()) {
      if (!member.path().isEmpty()) {
        try {
          ModelArtefact artefact = ModelArtefact.read(Path.of(member.path()));
          ModelDescription description = artefact.describe();
          artefacts.put(member.name(), artefact);
          pinned.put(member.name(), pinned(description));
        } catch (ModelRejectedException | InvalidPathException e) {
          draft.reject(member, "leads to no model that may serve: " + e.getMessage());
        }
      }
    }
    Strategy strategy = draft.build(pinned);
    return new StrategyFile(
        strategy,
        Collections.unmodifiableMap(artefacts),
        PackedStrategy.of(file.toString(), text, artefacts));
  }

  /**
   * The strategy of a text whose models are at hand.
   *
   * @param source where it was read from, for people
   * @throws ModelRejectedException if a model may not serve
   */
  static Strategy strategy(String source, String text, Map<String, ModelArtefact> artefacts)
      throws ModelRejectedException {
    Map<String, PinnedModel> pinned = new LinkedHashMap<>();
    for (Map.Entry<String, ModelArtefact> each : artefacts.entrySet()) {
      pinned.put(each.getKey(), pinned(each.getValue().describe()));
    }
    return StrategyDraft.of(source, tree(source, text)).build(pinned);
  }

  /** Where models are asked that another process serves, by the names of those models. */
  public Map<String, RemoteSpec> remotes() {
    return packed.remotes();
  }

  /** The same of the text of a strategy. */
  static Map<String, RemoteSpec> remotes(String source, String text) {
    Map<String, RemoteSpec> remotes = new LinkedHashMap<>();
    for (MemberSpec member : StrategyDraft.of(source, tree(source, text)).members()) {
      RemoteSpec remote = member.remote();
      if (remote != null) {
        remotes.put(member.name(), remote);
      }
    }
    return remotes;
  }

  private static PinnedModel pinned(ModelDescription description) {
    return new PinnedModel(description.ref(), description.metadata());
  }

  /** Where it was read from. */
  public String source() {
    return packed.source();
  }

  /** The features of all models and of the decision, on the shortest bar: what data must serve. */
  public FeatureSet featureSet() {
    Set<String> names = new LinkedHashSet<>(strategy.features());
    strategy.models().keySet().forEach(name -> names.addAll(describe(name).featureNames()));
    long bar = strategy.barLength();
    for (PinnedModel model : strategy.models().values()) {
      bar = Math.min(bar, model.metadata().timing().barLength());
    }
    return new FeatureSet(List.copyOf(names), bar);
  }

  /** Which models do not serve which of these instruments, one sentence each. */
  public List<String> foreign(List<String> instruments) {
    List<String> notes = new ArrayList<>();
    for (String name : strategy.models().keySet()) {
      ModelInstruments made = describe(name).metadata().instruments();
      List<String> others = instruments.stream().filter(any -> !made.serves(any)).toList();
      if (!others.isEmpty()) {
        notes.add(name + " was made for " + made.servedOn() + ", and is asked of " + others);
      }
    }
    return notes;
  }

  private ModelDescription describe(String name) {
    try {
      return Objects.requireNonNull(artefacts.get(name), name).describe();
    } catch (ModelRejectedException e) {
      throw new IllegalStateException("it was described before", e);
    }
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        String why = "it is larger than " + MOST_BYTES + " bytes: is it a strategy?";
        throw invalid(file.toString(), why, null);
      }
      return Files.readString(file);
    } catch (IOException e) {
      String why = Files.exists(file) ? "it cannot be read as text: " + e : "it does not exist";
      throw invalid(file.toString(), why, e);
    }
  }

  private static Object tree(String source, String text) {
    try {
      return StrategyYaml.tree(source, text);
    } catch (JacksonYAMLParseException e) { // its message has the line, and draws the place
      throw invalid(source, "it is not valid YAML: " + e.getOriginalMessage(), e);
    } catch (JsonProcessingException e) {
      JsonLocation where = e.getLocation();
      String line = where == null ? "" : ", line " + where.getLineNr();
      String why = "it is not valid YAML" + line + ": " + e.getOriginalMessage();
      throw invalid(source, why, e);
    } catch (IOException e) {
      throw new UncheckedIOException("of a text in memory", e);
    }
  }

  private static InvalidStrategyException invalid(
      String source, String problem, @Nullable Exception cause) {
    InvalidStrategyException invalid = new InvalidStrategyException(source, List.of(problem));
    if (cause != null) {
      invalid.initCause(cause);
    }
    return invalid;
  }
}
