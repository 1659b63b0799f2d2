package io.tidemark.client.model;

import io.tidemark.client.topic.TopicReader;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Parsed;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.RawDecoder;
import io.tidemark.flink.io.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code model-updates.v1} says, read from its beginning: the words, not what came of them.
 */
public final class ModelRegistry {

  private final Map<String, ModelRef> registered = new LinkedHashMap<>();
  private final List<ModelUpdate> servings = new ArrayList<>();
  private final List<ModelUpdate> shadows = new ArrayList<>();

  /** As they stand in the topic: their times are those of their senders and tell no order. */
  private final List<ModelUpdate> all = new ArrayList<>();

  private ModelRegistry() {}

  /** Reads all that is there. */
  public static ModelRegistry read(JobConfig config) {
    ModelRegistry registry = new ModelRegistry();
    RawDecoder decoder = new RawDecoder();
    String topic = config.topic(Topic.MODEL_UPDATES.topicName());
    try (TopicReader reader = new TopicReader(config.kafka().clientProperties(), List.of(topic))) {
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

  void take(ModelUpdate update) {
    all.add(update);
    switch (update.action()) {
      case REGISTER -> registered.put(update.model().name(), update.model());
      case RETIRE -> registered.remove(update.model().name());
      case ACTIVATE, ROLL_BACK -> servings.add(update);
      case SHADOW, END_SHADOW -> shadows.add(update);
      case NONE -> {
        // a symbol of a later version
      }
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

  /** What was last asked to serve an instrument; null for the job's own. */
  @Nullable
  public ModelUpdate serving(String instrument) {
    return last(servings, instrument);
  }

  /** What was asked to serve it before the last one that differs; null if that is not known. */
  @Nullable
  public ModelRef before(String instrument) {
    ModelUpdate now = serving(instrument);
    ModelRef before = null;
    for (ModelUpdate update : servings) {
      if (concerns(update, instrument) && now != null && !update.model().equals(now.model())) {
        before = update.model();
      }
    }
    return before;
  }

  /** What was last asked to score beside; null if nothing, or if that has ended. */
  @Nullable
  public ModelUpdate shadow(String instrument) {
    ModelUpdate update = last(shadows, instrument);
    ModelUpdate serving = serving(instrument);
    boolean ended =
        update == null
            || update.action() == ModelAction.END_SHADOW
            || (serving != null
                && serving.model().equals(update.model())
                && all.lastIndexOf(serving) > all.lastIndexOf(update)); // it serves now
    return ended ? null : update;
  }

  private static @Nullable ModelUpdate last(List<ModelUpdate> updates, String instrument) {
    return updates.stream()
        .filter(update -> concerns(update, instrument))
        .reduce((first, second) -> second)
        .orElse(null);
  }

  private static boolean concerns(ModelUpdate update, String instrument) {
    return Objects.equals(update.instrument(), instrument)
        || update.instrument().equals(Instruments.ALL);
  }
}
