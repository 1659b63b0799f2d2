package io.tidemark.bench.collect;

import io.tidemark.collector.CollectConfig;
import io.tidemark.collector.Collector;
import io.tidemark.collector.feed.FeedClock;
import io.tidemark.collector.sink.KafkaFacts;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Protocol;
import io.tidemark.flink.io.RawDecoder;
import io.tidemark.flink.io.Topic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Messages a second from a venue's socket to Kafka, beside the protocol alone and Kafka alone, and
 * how long a message takes at a fixed rate. Venue and broker are a process of their own, {@link
 * StreamPeer}; pin this one to one core by {@code taskset}.
 */
public final class CollectBench implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int WARM_UP = 3;

  /** Streams of the venues that {@link StreamServer} can be. */
  private static final List<VenueStream.Kind> MEASURED =
      List.of(
          VenueStream.Kind.BINANCE_BOOK,
          VenueStream.Kind.OKX_BOOK,
          VenueStream.Kind.COINBASE_BOOK,
          VenueStream.Kind.BINANCE_TRADES,
          VenueStream.Kind.OKX_TRADES,
          VenueStream.Kind.COINBASE_TRADES);

  private final Process peer;
  private final BufferedReader answers;
  private final PrintStream questions;
  private final String servers;
  private int runs;

  private CollectBench(List<String> peerCommand) throws IOException {
    this.peer =
        new ProcessBuilder(peerCommand).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    this.answers =
        new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.UTF_8));
    this.questions = new PrintStream(peer.getOutputStream(), true, StandardCharsets.UTF_8);
    this.servers = answer("KAFKA")[1];
  }

  /**
   * Runs it.
   *
   * @param args messages of each stream, rounds, messages a second for the latency, and the words
   *     before {@code java} for the peer, such as {@code taskset -c 1}
   */
  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[0]);
    int rounds = Integer.parseInt(args[1]);
    long perSecond = Long.parseLong(args[2]);
    List<String> command = new ArrayList<>(Arrays.asList(args).subList(3, args.length));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    String log = System.getProperty("log4j2.configurationFile");
    if (log != null) {
      command.add("-Dlog4j2.configurationFile=" + log);
    }
    command.addAll(List.of("-Xmx3g", "-cp", System.getProperty("java.class.path")));
    command.add(StreamPeer.class.getName());
    try (CollectBench bench = new CollectBench(command)) {
      for (VenueStream.Kind kind : MEASURED) {
        bench.measure(kind, count, rounds, perSecond);
      }
    }
  }

  private void measure(VenueStream.Kind kind, int count, int rounds, long perSecond)
      throws Exception {
    VenueStream stream = VenueStream.of(kind, count);
    for (int round = 0; round <= rounds; round++) {
      List<Fact> facts = new ArrayList<>();
      double protocol = protocol(kind, stream, facts);
      double kafka = kafka(facts);
      double whole = collect(kind, count, 0, facts.size()).perSecond();
      if (round > 0) { // the first one warms up
        print(
            "%-16s protocol %8.0f/s   kafka %8.0f facts/s   socket to kafka %8.0f/s   facts %d of"
                + " %d",
            kind, protocol, kafka, whole, facts.size(), count);
      }
    }
    latency(kind, stream, perSecond);
  }

  private void latency(VenueStream.Kind kind, VenueStream stream, long perSecond) throws Exception {
    List<Fact> facts = new ArrayList<>();
    protocol(kind, stream, facts);
    Pass pass = collect(kind, stream.texts().size(), perSecond, facts.size());
    List<Long> millis = pass.millis();
    print(
        "%-16s at %d/s: reached %.0f/s   due to appended p50 %d ms   p99 %d ms   worst %d ms",
        kind,
        perSecond,
        pass.perSecond(),
        millis.get(millis.size() / 2),
        millis.get((int) (millis.size() * 0.99)),
        millis.get(millis.size() - 1));
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  /** Messages a second of the protocol alone, on this thread. */
  private static double protocol(VenueStream.Kind kind, VenueStream stream, List<Fact> facts) {
    long start = 0;
    for (int pass = 0; pass < WARM_UP; pass++) {
      facts.clear();
      Protocol protocol = stream.opened(kind);
      start = System.nanoTime();
      for (int i = 0; i < stream.texts().size(); i++) {
        for (Outcome outcome : protocol.read(stream.received(i))) {
          if (outcome instanceof Outcome.Known known) {
            facts.add(known.fact());
          }
        }
      }
    }
    return rate(stream.texts().size(), System.nanoTime() - start);
  }

  /** Facts a second from memory to Kafka. */
  private double kafka(List<Fact> facts) throws Exception {
    String prefix = newTopics();
    try (KafkaFacts sink = sink(prefix, facts.size())) {
      long start = System.nanoTime();
      facts.forEach(sink::accept);
      awaitWritten(sink, facts.size());
      return rate(facts.size(), System.nanoTime() - start);
    }
  }

  /** One pass of a stream; the latencies are those of its second half, sorted. */
  private record Pass(double perSecond, List<Long> millis) {}

  private Pass collect(VenueStream.Kind kind, int count, long perSecond, int facts)
      throws Exception {
    String prefix = newTopics();
    questions.println(kind + " " + count + " " + perSecond);
    String[] ports = answer("VENUE");
    CollectConfig config = config(kind, ports[1], ports[2]);
    try (KafkaFacts sink = sink(prefix, count)) {
      Collector collector = Collector.start(config, sink, FeedClock.system());
      awaitWritten(sink, facts + 1); // one more says that the feed began
      long end = System.currentTimeMillis();
      collector.close();
      questions.println("started");
      long started = Long.parseLong(answer("STARTED")[1]);
      if (sink.queue().booksLeftOut() + sink.queue().factsLost() + sink.refused() > 0) {
        throw new IllegalStateException("facts of " + kind + " were left out");
      }
      double rate = rate(count, TimeUnit.MILLISECONDS.toNanos(end - started));
      List<Long> millis = perSecond == 0 ? List.of() : millis(prefix, kind, started, perSecond);
      return new Pass(rate, millis);
    }
  }

  private CollectConfig config(VenueStream.Kind kind, String socketPort, String restPort) {
    String venue = kind.venue().label();
    String endpoint = "collect.endpoints." + venue;
    String pair = kind.venue() == Venue.COINBASE ? "BTC-USD" : "BTC-USDT";
    return CollectConfig.load(
        null,
        List.of(
            "kafka.bootstrap-servers=" + servers,
            "instruments=" + pair + "@" + venue,
            "collect.channels=" + (kind.isBook() ? "book" : "trades"),
            endpoint + ".socket=ws://localhost:" + socketPort,
            endpoint + ".rest=http://localhost:" + restPort),
        Map.of());
  }

  private KafkaFacts sink(String prefix, int facts) {
    Properties client = new Properties();
    client.setProperty("bootstrap.servers", servers);
    return new KafkaFacts(client, prefix, 2 * facts + 1_000);
  }

  private static void awaitWritten(KafkaFacts sink, int facts) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (sink.written() < facts) {
      if (System.nanoTime() - until > 0) {
        throw new IllegalStateException(sink.written() + " of " + facts + " facts were written");
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  /** From when a message was due to when the broker appended it. */
  private List<Long> millis(String prefix, VenueStream.Kind kind, long started, long perSecond) {
    TopicPartition partition = new TopicPartition(prefix + topic(kind.isBook()), 0);
    RawDecoder decoder = new RawDecoder(prefix);
    List<Long> millis = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(Duration.ofSeconds(1))) {
          if (decoder.decode(entry.topic(), entry.value(), 0) instanceof Parsed.Valid<Fact> fact) {
            long i = (fact.value().eventTime() - VenueStream.time(0)) / 1_000;
            millis.add(entry.timestamp() - started - i * 1_000 / perSecond);
          }
        }
      }
    }
    return millis.subList(millis.size() / 2, millis.size()).stream().sorted().toList();
  }

  private static String topic(boolean book) {
    return (book ? Topic.BOOK : Topic.TRADES).topicName();
  }

  /** Empty ones, with the broker's clock; the prefix of their names. */
  private String newTopics() throws Exception {
    String prefix = "r" + ++runs + ".";
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      List<NewTopic> topics = new ArrayList<>();
      for (String topic : List.of(topic(true), topic(false), Topic.METRICS.topicName())) {
        topics.add(
            new NewTopic(prefix + topic, 1, (short) 1)
                .configs(Map.of("message.timestamp.type", "LogAppendTime")));
      }
      admin.createTopics(topics).all().get();
    }
    TimeUnit.MILLISECONDS.sleep(500); // until its leader is known
    return prefix;
  }

  private String[] answer(String word) throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(word + " ")) {
        return line.split(" ", -1);
      }
    }
    throw new IOException("the peer ended");
  }

  private static double rate(long count, long nanos) {
    return count * 1e9 / nanos;
  }

  @Override
  public void close() {
    questions.close(); // the peer ends with its input
  }
}
