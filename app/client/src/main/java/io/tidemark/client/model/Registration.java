package io.tidemark.client.model;

import io.tidemark.client.order.Target;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.Topic;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;

/** {@code models register} for other commands: a version comes into the store and is announced. */
public final class Registration {

  private Registration() {}

  /**
   * Checks an artefact as a task will, copies it into the store and has it loaded; it serves nobody
   * yet.
   *
   * @param by who asks for it, for the record
   * @param say is told where the market's time is not about that of this computer
   * @throws io.tidemark.models.ModelRejectedException if a task would refuse it
   * @throws io.tidemark.client.CommandFailedException if the job cannot take it, or another one
   *     lies there under its name
   */
  public static ModelRef of(Path artefact, Target target, String by, Consumer<String> say)
      throws Exception {
    JobConfig config = target.config();
    ModelRef ref = StoredVersion.bring(artefact, config);
    long now = target.now(InstantSource.system(), say);
    ModelUpdate update = new ModelUpdate(Instruments.ALL, now, now, ModelAction.REGISTER, ref, by);
    write(config, "version " + ref.name(), update);
    return ref;
  }

  /** Writes an update under a key of the compacted topic, whose name is returned. */
  public static String write(JobConfig config, String key, ModelUpdate update) {
    String topic = config.topic(Topic.MODEL_UPDATES.topicName());
    try (TopicWriter writer = new TopicWriter(config.kafka().clientProperties())) {
      writer.write(topic, key, new RawEncoder().encode(update), update.eventTime());
      writer.flush();
    }
    return topic;
  }
}
