package io.tidemark.cli;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.RecordText;
import io.tidemark.client.topic.KnownTopics;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.demo.Player;
import io.tidemark.flink.config.ClientProperties;
import io.tidemark.flink.config.KafkaConfig;
import io.tidemark.flink.config.StartOffsets;
import io.tidemark.flink.config.text.ProducerRules;
import io.tidemark.flink.config.text.Secrets;
import io.tidemark.flink.io.Topic;
import io.tidemark.simulator.MarketSimulation;
import io.tidemark.simulator.Scenario;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./tidemark simulate}: a market for jobs that run elsewhere. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the simulated market to the input topics of any brokers.",
      "Until Ctrl-C or until the days are over. With --speed 1 it begins now and is as "
          + "late as the wall clock. Faster than that it begins as many days ago as it will "
          + "last: then the jobs need sequence.tick=0, because the market itself says what "
          + "time it is, and topics with CreateTime."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class SimulateCommand implements Callable<Integer> {

  private static final long SECOND = 1_000_000L;
  private static final int MOST_DAYS = 3_650;
  private static final long END_SECONDS = 30;

  private final InstantSource wall;
  private final BooleanSupplier ended;

  @Spec private CommandSpec spec;

  @Option(
      names = "--bootstrap-servers",
      required = true,
      paramLabel = "HOST:PORT",
      description = "the brokers")
  private String bootstrapServers;

  @Option(
      names = "--property",
      paramLabel = "NAME=VALUE",
      description = "a property of the Kafka client, such as security.protocol=SSL")
  private Map<String, String> properties = new HashMap<>();

  @Option(names = "--topics-prefix", description = "in front of every topic's name")
  private String prefix = "";

  @Option(names = "--seed", description = "of the market (default: ${DEFAULT-VALUE})")
  private long seed = 7;

  @Option(
      names = "--speed",
      description = "simulated seconds in a second (default: ${DEFAULT-VALUE})")
  private double speed = 1;

  @Option(
      names = "--days",
      description = "each is the demo's day, lived anew (default: ${DEFAULT-VALUE})")
  private int days = 30;

  /** Runs until it is interrupted. */
  public SimulateCommand() {
    this(InstantSource.system(), () -> false);
  }

  SimulateCommand(InstantSource wall, BooleanSupplier ended) {
    this.wall = wall;
    this.ended = ended;
  }

  @Override
  public Integer call() throws InterruptedException {
    refuseOdd();
    KafkaConfig kafka =
        new KafkaConfig(
            bootstrapServers,
            "simulate",
            StartOffsets.GROUP,
            prefix,
            new ClientProperties(properties));
    KnownTopics.require(
        kafka,
        Topic.of(Topic.Role.INPUT).stream().map(topic -> prefix + topic.topicName()).toList());
    Scenario scenario = Scenario.days(start(), days);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "A simulated market (seed %d) from %s on, %d days at %.4g times the speed of time, to %s"
            .formatted(seed, RecordText.time(scenario.start()), days, speed, bootstrapServers));
    out.flush();
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Thread onInterrupt = new Thread(() -> interrupt(stop, done), "end");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    try (TopicWriter writer = new TopicWriter(kafka.clientProperties())) {
      Player player =
          new Player(
              new MarketSimulation(scenario, seed),
              writer,
              prefix,
              speed,
              () -> stop.getCount() == 0 || ended.getAsBoolean());
      player.run();
      out.println(
          "%,d records written, up to %s"
              .formatted(player.played(), RecordText.time(player.clock())));
      out.flush();
    } finally {
      done.countDown();
      if (stop.getCount() > 0) {
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
      }
    }
    return 0;
  }

  /** A market that runs ahead of the wall clock would meet Kafka's limit on times to come. */
  private long start() {
    long now = wall.instant().getEpochSecond() * SECOND;
    return speed > 1 ? now - days * Scenario.DAY : now;
  }

  private void refuseOdd() {
    List<String> violations = new ArrayList<>();
    Player.violation(speed).ifPresent(violations::add);
    if (days < 1 || days > MOST_DAYS) {
      violations.add("--days must be between 1 and " + MOST_DAYS + ", was " + days);
    }
    violations.addAll(
        ProducerRules.violations(
            properties,
            name -> "--property " + name,
            name -> "'" + Secrets.shown(name, properties.getOrDefault(name, "")) + "'"));
    if (!violations.isEmpty()) {
      throw new CommandFailedException(String.join("; ", violations));
    }
  }

  /** Ctrl-C: what was sent is still written. */
  private static void interrupt(CountDownLatch stop, CountDownLatch done) {
    stop.countDown();
    try {
      if (!done.await(END_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("tidemark: the market did not end within " + END_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
