package io.tidemark.retraining;

import io.tidemark.backtest.ModelContest;
import io.tidemark.client.CommandFailedException;
import io.tidemark.client.PrintableText;
import io.tidemark.client.RecordText;
import io.tidemark.client.model.KnownVersions;
import io.tidemark.client.model.ModelRegistry;
import io.tidemark.client.model.Registration;
import io.tidemark.client.order.Target;
import io.tidemark.client.topic.KnownTopics;
import io.tidemark.client.topic.TopicSource;
import io.tidemark.core.contest.ContestTerms;
import io.tidemark.core.contest.ContestVerdict;
import io.tidemark.core.contest.Standing;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.dataset.TrainingExport;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.models.ModelArtefact;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One look at a challenger in shadow: both versions are asked about the log since the shadow began,
 * and the rule's verdict becomes an order. When a shadow began cannot be chosen with hindsight, so
 * that is where the contest begins.
 */
public final class Promotion {

  private final Wish wish;
  private final Target target;
  private final JobConfig config;
  private final TopicSource source;
  private final Consumer<String> say;

  /**
   * What is wanted.
   *
   * @param instrument whose challenger is looked at
   * @param recorded its data; null for the log
   * @param terms when it is decided
   * @param orders whether the verdict becomes an order
   * @param by who asks for it
   */
  public record Wish(
      String instrument,
      TrainingExport.@Nullable Data recorded,
      ContestTerms terms,
      boolean orders,
      String by) {}

  /**
   * Prepares it.
   *
   * @param target where the order goes
   * @param source of its topics
   */
  public Promotion(Wish wish, Target target, TopicSource source, Consumer<String> say) {
    this.wish = wish;
    this.target = target;
    this.config = target.config();
    this.source = source;
    this.say = say;
  }

  /**
   * Looks, says how it stands, and orders what follows.
   *
   * @throws CommandFailedException if no version scores beside, or the two cannot be compared
   */
  public ContestVerdict run() throws Exception {
    String instrument = wish.instrument();
    if (config.instrument(instrument).isEmpty()) {
      throw new CommandFailedException(
          "the jobs do not follow '" + instrument + "': name one of their instruments");
    }
    if (wish.orders()) {
      KnownTopics.require(config.kafka(), List.of(config.topic(Topic.MODEL_UPDATES.topicName())));
    }
    ModelRegistry registry = ModelRegistry.read(config, source);
    ModelUpdate shadow = registry.shadow(instrument);
    if (shadow == null) {
      throw new CommandFailedException(
          "no version scores beside what serves %s: begin with ./tidemark models shadow ID/VERSION %s"
              .formatted(instrument, instrument));
    }
    ModelUpdate serving = registry.serving(instrument);
    ModelRef champion = serving == null ? registry.own() : serving.model();
    Standing standing = contest(champion, shadow);
    say(champion, shadow, standing);
    order(standing.verdict(), shadow.model());
    return standing.verdict();
  }

  private Standing contest(ModelRef champion, ModelUpdate shadow) throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      KnownVersions versions = new KnownVersions(config, source);
      TrainingExport.Data recorded = wish.recorded();
      return ModelContest.run(
          new ModelContest.Order(
              bring(versions, champion, folder.path().resolve("champion")),
              bring(versions, shadow.model(), folder.path().resolve("challenger")),
              wish.instrument(),
              shadow.eventTime(),
              config.market().maxFlatBars(),
              wish.terms()),
          recorded == null ? features -> new TopicLog(config, source) : recorded);
    }
  }

  private static Path bring(KnownVersions versions, ModelRef model, Path folder) throws Exception {
    Path there = versions.bring(model.id(), model.version(), folder);
    if (!ModelArtefact.read(there).describe().ref().equals(model)) {
      throw new CommandFailedException(
          PrintableText.of(model.name())
              + " in model.store is not the one that was registered: its manifest has another"
              + " SHA-256. Register it under a new number");
    }
    return there;
  }

  private void say(ModelRef champion, ModelUpdate shadow, Standing standing) {
    say.accept(
        String.format(
            Locale.ROOT,
            """
            %s beside %s for %s since %s
              outcomes that count  %d
              mean loss            %.6f (champion less challenger)
              evidence             for the challenger %.3g, against it %.3g; %.3g decides
              calibration bound    champion %.4f, challenger %.4f
            %s: %s.\
            """,
            PrintableText.of(shadow.model().name()),
            PrintableText.of(champion.name()),
            wish.instrument(),
            RecordText.time(shadow.eventTime()),
            standing.outcomes(),
            standing.advantage(),
            standing.evidenceFor(),
            standing.evidenceAgainst(),
            1 / wish.terms().error(),
            standing.championBound(),
            standing.challengerBound(),
            standing.verdict(),
            standing.reason()));
  }

  private void order(ContestVerdict verdict, ModelRef challenger) {
    switch (verdict) {
      case PROMOTE -> write(ModelAction.ACTIVATE, "serving", challenger);
      case RETIRE -> write(ModelAction.END_SHADOW, "shadow", challenger);
      case KEEP -> say.accept("The champion serves on, the challenger stays beside it.");
    }
  }

  private void write(ModelAction action, String about, ModelRef challenger) {
    String what = "%s for %s".formatted(action, wish.instrument());
    if (!wish.orders()) {
      say.accept("Dry run: the order would be " + what + ".");
      return;
    }
    long now = target.now(InstantSource.system(), say);
    ModelUpdate update =
        new ModelUpdate(wish.instrument(), now, now, action, challenger, wish.by());
    String topic = Registration.write(config, about + " " + wish.instrument(), update);
    say.accept("%s written into %s, by %s".formatted(what, topic, wish.by()));
  }
}
