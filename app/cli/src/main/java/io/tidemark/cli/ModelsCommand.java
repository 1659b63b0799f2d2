package io.tidemark.cli;

import io.tidemark.cli.card.ModelCardCommand;
import io.tidemark.cli.card.ModelShowCommand;
import io.tidemark.client.CommandFailedException;
import io.tidemark.client.PrintableText;
import io.tidemark.client.RecordText;
import io.tidemark.client.model.ModelRegistry;
import io.tidemark.client.model.Registration;
import io.tidemark.client.model.StoredVersion;
import io.tidemark.client.topic.KnownTopics;
import io.tidemark.client.topic.TopicSource;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.flink.config.InstrumentConfig;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark models}: which versions there are, and which of them serve. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    subcommands = {
      ModelCheckCommand.class,
      ModelImportCommand.class,
      ModelExplainCommand.class,
      ModelShowCommand.class,
      ModelCardCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Changes the models of running jobs through model-updates.v1.",
      "A version is registered first: the jobs load it beside their work. It then serves, or "
          + "scores beside what serves, from a position of each instrument's log on."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ModelsCommand implements Runnable {

  private static final String ALL = "all";
  private static final String BY =
      "who gives it, for the record (default: the name of your account)";
  private static final String WHOM = "whom it is for (default: all)";
  private static final String VERSION = "such as btc-linear/2";

  private final InstantSource wall;

  @Spec private CommandSpec spec;

  /** Where the log is empty, updates have the time of this computer. */
  public ModelsCommand() {
    this(InstantSource.system());
  }

  ModelsCommand(InstantSource wall) {
    this.wall = wall;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Says which versions are registered, which serve, and what was refused.")
  int list(@Mixin TargetOptions target) throws Exception {
    return target.look(Job.SIGNAL, this::print);
  }

  @Command(
      name = "register",
      mixinStandardHelpOptions = true,
      description = {
        "Checks an artefact as a task will, copies it into model.store and has it loaded.",
        "It serves nobody yet."
      })
  int register(
      @Mixin TargetOptions target,
      @Parameters(paramLabel = "DIR", description = "the directory of a model version")
          Path artefact,
      @Option(names = "--by", description = BY, defaultValue = "${sys:user.name}") String by)
      throws Exception {
    return target.visitRunning(
        Job.SIGNAL,
        config -> {
          ModelRef ref = StoredVersion.bring(artefact, config);
          return write(target, config, "version " + ref.name(), ModelAction.REGISTER, ref, ALL, by);
        });
  }

  @Command(
      name = "activate",
      mixinStandardHelpOptions = true,
      description = "Has a registered version serve, if it is newer than what serves.")
  int activate(
      @Mixin TargetOptions target,
      @Parameters(paramLabel = "ID/VERSION", description = VERSION) String version,
      @Parameters(arity = "0..1", paramLabel = "INSTRUMENT", description = WHOM)
          @Nullable String instrument,
      @Option(names = "--by", description = BY, defaultValue = "${sys:user.name}") String by)
      throws Exception {
    return target.visitRunning(
        Job.SIGNAL,
        config -> write(target, config, "serving", ModelAction.ACTIVATE, version, instrument, by));
  }

  @Command(
      name = "rollback",
      mixinStandardHelpOptions = true,
      description = "Has the version before serve again, or the one that --to names.")
  int rollback(
      @Mixin TargetOptions target,
      @Parameters(arity = "0..1", paramLabel = "INSTRUMENT", description = WHOM)
          @Nullable String instrument,
      @Option(names = "--to", paramLabel = "ID/VERSION", description = VERSION)
          @Nullable String version,
      @Option(names = "--by", description = BY, defaultValue = "${sys:user.name}") String by)
      throws Exception {
    return target.visitRunning(
        Job.SIGNAL,
        config -> {
          String whom = whom(config, instrument);
          String to = version == null ? before(config, whom) : version;
          return write(target, config, "serving", ModelAction.ROLL_BACK, to, instrument, by);
        });
  }

  @Command(
      name = "shadow",
      mixinStandardHelpOptions = true,
      description = "Has a registered version score a sample beside what serves, or ends that.")
  int shadow(
      @Mixin TargetOptions target,
      @Parameters(paramLabel = "ID/VERSION", description = VERSION) String version,
      @Parameters(arity = "0..1", paramLabel = "INSTRUMENT", description = WHOM)
          @Nullable String instrument,
      @Option(names = "--end", description = "no longer") boolean end,
      @Option(names = "--by", description = BY, defaultValue = "${sys:user.name}") String by)
      throws Exception {
    ModelAction action = end ? ModelAction.END_SHADOW : ModelAction.SHADOW;
    return target.visitRunning(
        Job.SIGNAL, config -> write(target, config, "shadow", action, version, instrument, by));
  }

  @Command(
      name = "retire",
      mixinStandardHelpOptions = true,
      description = "Strikes a version off: it can no longer be asked for.")
  int retire(
      @Mixin TargetOptions target,
      @Parameters(paramLabel = "ID/VERSION", description = VERSION) String version,
      @Option(names = "--by", description = BY, defaultValue = "${sys:user.name}") String by)
      throws Exception {
    return target.visitRunning(
        Job.SIGNAL,
        config -> {
          require(config);
          ModelRegistry registry = ModelRegistry.read(config);
          ModelRef ref = registered(registry, version);
          requireUnused(registry, config, ref);
          return write(target, config, "version " + ref.name(), ModelAction.RETIRE, ref, ALL, by);
        });
  }

  private int write(
      TargetOptions target,
      JobConfig config,
      String about,
      ModelAction action,
      String version,
      @Nullable String instrument,
      String by) {
    require(config);
    ModelRegistry registry = ModelRegistry.read(config);
    ModelRef ref = registered(registry, version);
    String whom = whom(config, instrument);
    if (action == ModelAction.ACTIVATE || action == ModelAction.ROLL_BACK) {
      sayWhatServesAlready(registry, config, ref, whom);
    }
    return write(target, config, about + " " + whom, action, ref, whom, by);
  }

  private int write(
      TargetOptions target,
      JobConfig config,
      String key,
      ModelAction action,
      ModelRef ref,
      String whom,
      String by) {
    require(config);
    String instrument = whom.equals(ALL) ? Instruments.ALL : whom;
    long now = target.target(config).now(wall, this::say);
    ModelUpdate update = new ModelUpdate(instrument, now, now, action, ref, by);
    String topic = Registration.write(config, key, update);
    say(
        "%s  %s %s for %s written into %s, by %s"
            .formatted(RecordText.time(now), action, ref.name(), whom, topic, by));
    return 0;
  }

  private void sayWhatServesAlready(
      ModelRegistry registry, JobConfig config, ModelRef ref, String whom) {
    config.instruments().stream()
        .map(InstrumentConfig::instrument)
        .filter(each -> whom.equals(ALL) || whom.equals(each))
        .filter(
            each -> {
              ModelUpdate serving = registry.serving(each);
              return ref.equals(serving == null ? registry.own() : serving.model());
            })
        .forEach(each -> say(ref.name() + " serves " + each + " already."));
  }

  private static void require(JobConfig config) {
    StoredVersion.requireUnpinned(config);
    KnownTopics.require(
        config.kafka(),
        List.of(
            config.topic(Topic.MODEL_UPDATES.topicName()),
            config.topic(Topic.MODEL_ALERTS.topicName())));
  }

  private static ModelRef registered(ModelRegistry registry, String version) {
    return registry
        .find(version)
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "'"
                        + version
                        + "' is not registered; registered are "
                        + (registry.registered().isEmpty()
                            ? "none"
                            : registry.registered().stream()
                                .map(ModelRef::name)
                                .collect(Collectors.joining(", ")))
                        + "; register a version's directory first"));
  }

  private static void requireUnused(ModelRegistry registry, JobConfig config, ModelRef ref) {
    List<String> used = new ArrayList<>();
    for (InstrumentConfig each : config.instruments()) {
      ModelUpdate serving = registry.serving(each.instrument());
      ModelUpdate shadow = registry.shadow(each.instrument());
      if (ref.equals(serving == null ? registry.own() : serving.model())) {
        used.add("serves " + each.instrument());
      } else if (shadow != null && ref.equals(shadow.model())) {
        used.add("scores beside what serves " + each.instrument());
      }
    }
    if (!used.isEmpty()) {
      throw new CommandFailedException(
          "%s is not retired, for it %s: activate another version or end the shadow first"
              .formatted(ref.name(), String.join(", ", used)));
    }
  }

  private static String before(JobConfig config, String whom) {
    require(config);
    ModelRegistry registry = ModelRegistry.read(config);
    ModelRef before = registry.before(whom.equals(ALL) ? Instruments.ALL : whom);
    if (before == null) {
      throw new CommandFailedException(
          "what served before is not in the topic (it is compacted): name it with --to ID/VERSION");
    }
    return before.name();
  }

  private static String whom(JobConfig config, @Nullable String instrument) {
    if (instrument == null || instrument.equalsIgnoreCase(ALL)) {
      return ALL;
    }
    if (config.instrument(instrument).isEmpty()) {
      throw new CommandFailedException(
          "the jobs do not follow '"
              + instrument
              + "'; they follow "
              + config.instruments().stream()
                  .map(InstrumentConfig::instrument)
                  .collect(Collectors.joining(", ")));
    }
    return instrument;
  }

  private int print(JobConfig config, TopicSource source) {
    ModelRegistry registry = ModelRegistry.read(config, source);
    String strategy = config.model().strategy();
    say(
        strategy == null
            ? "The jobs' own: " + config.model().directory()
            : "The jobs' own: those of " + strategy);
    say("Store:         " + config.model().store());
    say(registry.registered().isEmpty() ? "No version is registered." : "Registered:");
    registry
        .registered()
        .forEach(ref -> say("    %-24s manifest %s".formatted(ref.name(), ref.sha256())));
    say("Asked for:");
    for (InstrumentConfig each : config.instruments()) {
      ModelUpdate serving = registry.serving(each.instrument());
      ModelUpdate shadow = registry.shadow(each.instrument());
      say(
          "    %-20s %s%s"
              .formatted(
                  each.instrument(),
                  serving == null ? "the jobs' own" : words(serving),
                  shadow == null ? "" : "; beside it " + words(shadow)));
      ModelAlert alert = registry.refused().get(each.instrument());
      if (alert != null) {
        say("        " + RecordText.line(alert));
      }
    }
    return 0;
  }

  private static String words(ModelUpdate update) {
    return "%s (%s, by %s)"
        .formatted(update.model().name(), RecordText.time(update.eventTime()), update.by());
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(PrintableText.of(line)); // names of versions and people come from a topic
    out.flush();
  }
}
