package io.tidemark.client.model;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.client.topic.TopicSource;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.RawDecoder;
import io.tidemark.flink.io.Topic;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code model-updates.v1} says, read from its beginning, less what the jobs refuse: an
 * activation that runs back, and what an open alert of {@code model-alerts.v1} names.
 */
public final class ModelRegistry {

  private final Map<String, ModelRef> registered = new LinkedHashMap<>();
  private final List<ModelUpdate> servings = new ArrayList<>();

  /** As they stand in the topic: their times are those of their senders and tell no order. */
  private final List<ModelUpdate> all = new ArrayList<>();

  private final ModelRef own;
  private final Map<String, ModelAlert> refused;

  /**
   * @param own the jobs' own model; {@link ModelRef#NONE} if that is not known
   * @param refused of each instrument the update that is refused at present
   */
  ModelRegistry(ModelRef own, Map<String, ModelAlert> refused) {
    this.own = own;
    this.refused = Map.copyOf(refused);
  }

  /** Reads all that is there at the brokers of the configuration. */
  public static ModelRegistry read(JobConfig config) {
    return read(config, TopicSource.at(config.kafka().clientProperties(), true));
  }

  /** Reads all that is there. */
  public static ModelRegistry read(JobConfig config, TopicSource source) {
    ModelRegistry registry = new ModelRegistry(own(config), OpenModelAlerts.read(config, source));
    RawDecoder decoder = new RawDecoder();
    String topic = config.topic(Topic.MODEL_UPDATES.topicName());
    try (TopicReader reader = source.open(List.of(topic))) {
      reader.drain(
          record -> {
            long time = record.timestamp() * 1_000;
            Parsed<Fact> parsed =
                decoder.decode(Topic.MODEL_UPDATES.topicName(), record.value(), time);
            if (parsed instanceof Parsed.Valid<Fact> valid
                && valid.value() instanceof ModelUpdate update) {
              registry.take(update);
            }
          });
    }
    return registry;
  }

  private static ModelRef own(JobConfig config) {
    String directory = config.model().directory();
    try {
      return directory == null
          ? ModelRef.NONE
          : ModelArtefact.read(Path.of(directory)).describe().ref();
    } catch (ModelRejectedException e) {
      throw new CommandFailedException("the jobs' own model: " + e.getMessage());
    }
  }

  /** The jobs' own model; {@link ModelRef#NONE} if it is not known. */
  public ModelRef own() {
    return own;
  }

  /** Of each instrument the update that is refused at present. */
  public Map<String, ModelAlert> refused() {
    return refused;
  }

  void take(ModelUpdate update) {
    all.add(update);
    switch (update.action()) {
      case REGISTER -> registered.put(update.model().name(), update.model());
      case RETIRE -> retire(update.model());
      case ACTIVATE, ROLL_BACK -> servings.add(update);
      case SHADOW, END_SHADOW, NONE -> {
        // the last is a symbol of a later version
      }
    }
  }

  private void retire(ModelRef model) {
    boolean kept =
        refused.values().stream()
            .anyMatch(alert -> alert.action() == ModelAction.RETIRE && alert.model().equals(model));
    if (!kept) {
      registered.remove(model.name());
    }
  }

  /** Versions that may be asked for, in the order in which they were registered. */
  public List<ModelRef> registered() {
    return List.copyOf(registered.values());
  }

  /** The version of this name, such as {@code btc-linear/2}; empty if it is not registered. */
  public Optional<ModelRef> find(String name) {
    return Optional.ofNullable(registered.get(name));
  }

  /** What was last asked to serve an instrument and may do so; null for the job's own. */
  @Nullable
  public ModelUpdate serving(String instrument) {
    List<ModelUpdate> followed = followed(instrument);
    return followed.isEmpty() ? null : followed.get(followed.size() - 1);
  }

  /** What served it before, if that differs; null if that is not known. */
  @Nullable
  public ModelRef before(String instrument) {
    List<ModelUpdate> followed = followed(instrument);
    for (int i = followed.size() - 2; i >= 0; i--) {
      ModelRef model = followed.get(i).model();
      if (!model.equals(followed.get(followed.size() - 1).model())) {
        return model;
      }
    }
    return null;
  }

  /**
   * What a job follows: an activation of no newer version of what serves is refused, and so is what
   * {@link #refused} says.
   */
  private List<ModelUpdate> followed(String instrument) {
    List<ModelUpdate> followed = new ArrayList<>();
    ModelRef serving = own;
    for (ModelUpdate update : servings) {
      ModelRef asked = update.model();
      boolean runsBack =
          update.action() == ModelAction.ACTIVATE
              && asked.id().equals(serving.id())
              && !asked.equals(serving)
              && !asked.isNewerThan(serving);
      if (concerns(update, instrument) && !runsBack && !isRefused(update, instrument)) {
        followed.add(update);
        serving = asked;
      }
    }
    return followed;
  }

  /** The last update that asks for the same as an alert is the one that was refused. */
  private boolean isRefused(ModelUpdate update, String instrument) {
    ModelAlert alert = refused.get(instrument);
    if (alert == null
        || alert.action() != update.action()
        || !alert.model().equals(update.model())) {
      return false;
    }
    return all.stream()
        .skip(all.lastIndexOf(update) + 1L)
        .noneMatch(
            later ->
                concerns(later, instrument)
                    && later.action() == update.action()
                    && later.model().equals(update.model()));
  }

  /** What was last asked to score beside; null if nothing, or if that has ended. */
  @Nullable
  public ModelUpdate shadow(String instrument) {
    ModelUpdate asked = null;
    for (ModelUpdate update : all) {
      if (!concerns(update, instrument)) {
        continue;
      }
      switch (update.action()) {
        case SHADOW -> asked = isRefused(update, instrument) ? asked : update;
        case END_SHADOW -> asked = null;
        case ACTIVATE, ROLL_BACK -> {
          boolean serves = asked != null && asked.model().equals(update.model());
          asked = serves && followed(instrument).contains(update) ? null : asked;
        }
        case REGISTER, RETIRE, NONE -> {
          // neither begins nor ends one
        }
      }
    }
    return asked;
  }

  private static boolean concerns(ModelUpdate update, String instrument) {
    return Objects.equals(update.instrument(), instrument)
        || update.instrument().equals(Instruments.ALL);
  }
}
