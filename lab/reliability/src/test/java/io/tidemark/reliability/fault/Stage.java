package io.tidemark.reliability.fault;

import io.tidemark.core.fact.Fact;
import io.tidemark.reliability.RawMarket;
import io.tidemark.reliability.storage.FaultyStorageFactory;
import io.tidemark.reliability.storage.StorageSwitch;
import io.tidemark.testbed.cluster.StandaloneCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the rows happen to: a broker and a cluster of processes, all ended when it is closed. */
final class Stage implements AutoCloseable {

  private static final int TASK_MANAGERS = 2;
  private static final int SLOTS = 5;

  /** The market begins so long ago, and no earlier: see {@link #market}. */
  private static final int DAYS_AGO = 21;

  private final Path folder;
  private final long seed;
  private final BrokerProcess broker;
  private final StandaloneCluster cluster;
  private final StorageSwitch storage;
  private final ZooKeeperProcess zooKeeper;
  private final Instant begin =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(DAYS_AGO, ChronoUnit.DAYS);
  private @Nullable ThreeBrokers three;

  private Stage(
      Path folder,
      long seed,
      BrokerProcess broker,
      StandaloneCluster cluster,
      StorageSwitch storage,
      ZooKeeperProcess zooKeeper) {
    this.folder = folder;
    this.seed = seed;
    this.broker = broker;
    this.cluster = cluster;
    this.storage = storage;
    this.zooKeeper = zooKeeper;
  }

  static Stage start(Path folder, long seed) throws Exception {
    BrokerProcess broker = BrokerProcess.start(Files.createDirectories(folder.resolve("broker")));
    boolean started = false;
    ZooKeeperProcess zooKeeper = null;
    try {
      zooKeeper = ZooKeeperProcess.start(Files.createDirectories(folder.resolve("zookeeper")));
      StorageSwitch storage = new StorageSwitch(folder.resolve("storage"));
      StandaloneCluster cluster = cluster(folder.resolve("flink"), folder, zooKeeper.settings());
      started = true;
      return new Stage(folder, seed, broker, cluster, storage, zooKeeper);
    } finally {
      if (!started) {
        broker.close();
        if (zooKeeper != null) {
          zooKeeper.close();
        }
      }
    }
  }

  private static StandaloneCluster cluster(Path home, Path folder, Map<String, ?> more)
      throws Exception {
    storageJar(Files.createDirectories(home.resolve("lib")).resolve("faulty-storage.jar"));
    Map<String, Object> settings = new HashMap<>();
    settings.put(FaultyStorageFactory.SWITCH, folder.resolve("storage").toString());
    settings.put("execution.checkpointing.num-retained", 3);
    // failures are counted, and a soak of two hours has hundreds
    settings.put("web.exception-history-size", 1_000);
    settings.put("state.backend.type", "rocksdb");
    // so long all metrics stand still when a process dies that was asked for its own
    settings.put("web.timeout", "10 s");
    settings.putAll(more);
    return StandaloneCluster.start(home, TASK_MANAGERS, SLOTS, settings);
  }

  /** What Flink's processes have to know of {@link FaultyStorageFactory}. */
  private static void storageJar(Path jar) throws IOException {
    String name = FaultyStorageFactory.class.getName();
    String packagePath = FaultyStorageFactory.class.getPackageName().replace('.', '/');
    URI here = URI.create(String.valueOf(FaultyStorageFactory.class.getResource(".")));
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> classes = Files.list(Path.of(here))) {
      out.putNextEntry(
          new JarEntry("META-INF/services/org.apache.flink.core.fs.FileSystemFactory"));
      out.write(name.getBytes(StandardCharsets.UTF_8));
      classes
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.endsWith("package-info.class"))
          .forEach(file -> add(out, packagePath + "/" + file.getFileName(), file));
    }
  }

  private static void add(JarOutputStream out, String entry, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      out.putNextEntry(new JarEntry(entry));
      in.transferTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long seed() {
    return seed;
  }

  /**
   * The market of the rows. It is of the last weeks: a broker that starts again forgets a producer
   * whose newest record is older than {@code producer.id.expiration.ms}, 24 days at most, and would
   * take what it tries again for new records.
   */
  List<Fact> market(int minutes) {
    return RawMarket.facts(seed, ChronoUnit.MICROS.between(Instant.EPOCH, begin), minutes);
  }

  BrokerProcess broker() {
    return broker;
  }

  /** Three brokers beside the one; they are started when first asked for. */
  ThreeBrokers three() throws Exception {
    if (three == null) {
      three = ThreeBrokers.start(Files.createTempDirectory(folder, "three-"));
    }
    return three;
  }

  StandaloneCluster cluster() {
    return cluster;
  }

  StorageSwitch storage() {
    return storage;
  }

  Path folder() {
    return folder;
  }

  /** What Flink's processes said at level ERROR about a thing. */
  List<String> errors(String thing) throws IOException {
    List<String> errors = new ArrayList<>();
    try (Stream<Path> nodes = Files.list(folder.resolve("flink"))) {
      for (Path log : nodes.map(node -> node.resolve("log")).filter(Files::exists).toList()) {
        try (Stream<String> lines = Files.lines(log)) {
          lines
              .filter(
                  line -> line.contains(" ERROR ") && line.toLowerCase(Locale.ROOT).contains(thing))
              .forEach(errors::add);
        }
      }
    }
    return errors;
  }

  /** Topics and a configuration of their own, on the shared cluster. */
  MarketRun open(String name, int parallelism, List<String> settings) throws Exception {
    return open(broker.bootstrapServers(), 1, name, parallelism, settings);
  }

  /** The same on the three brokers. */
  MarketRun openOnThree(String name, int parallelism, List<String> settings) throws Exception {
    return open(three().bootstrapServers(), 3, name, parallelism, settings);
  }

  private MarketRun open(
      String brokers, int copies, String name, int parallelism, List<String> settings)
      throws Exception {
    return new MarketRun(cluster, topics(brokers, copies, name).create(settings), parallelism);
  }

  /** Topics and a configuration for another market than the usual one. */
  Deployment deploy(String name, List<String> settings) throws Exception {
    return topics(broker.bootstrapServers(), 1, name).createWith(settings);
  }

  private Deployment topics(String brokers, int copies, String name) {
    String prefix = name + ".";
    return new Deployment(brokers, prefix, folder.resolve(prefix + "jobs.yaml"), copies);
  }

  /** Ends what a fault may have left behind, so that the next one begins as the first did. */
  void heal() throws Exception {
    storage.set(StorageSwitch.Mode.WORKS);
    broker.heal();
    cluster.heal(TASK_MANAGERS);
  }

  /** Ends the three brokers, if there are any: they cost the next row processor time. */
  void endThree() throws IOException {
    if (three != null) {
      three.close();
      three = null;
    }
  }

  @Override
  public void close() throws IOException {
    endThree();
    cluster.close();
    broker.close();
    zooKeeper.close();
  }
}
