package io.tidemark.collector;

import io.tidemark.collector.feed.BarHistory;
import io.tidemark.collector.poll.PollConfig;
import io.tidemark.collector.venue.FeedChannel;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.flink.config.InvalidOptionsException;
import io.tidemark.flink.config.KafkaConfig;
import io.tidemark.flink.config.text.RawOptions;
import io.tidemark.flink.config.text.ResolvedOptions;
import io.tidemark.flink.config.text.Secrets;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What to collect, and where to write it.
 *
 * @param instruments such as {@code BTC-USDT@binance}
 * @param channels for each of them
 * @param history with what of its past each of them begins
 * @param kafka where facts are written to
 * @param maxWaiting facts that wait in memory while Kafka does not take them
 * @param statusPort of the status page, on this machine only; 0: any that is free
 * @param endpoints where a venue is reached instead of its own address, by {@code VENUE.socket} and
 *     {@code VENUE.rest}
 * @param polls what is asked for now and then
 */
public record CollectConfig(
    List<String> instruments,
    Set<FeedChannel> channels,
    BarHistory history,
    KafkaConfig kafka,
    int maxWaiting,
    int statusPort,
    Map<String, URI> endpoints,
    PollConfig polls) {

  /**
   * Reads a file and assignments {@code key=value}, which are stronger.
   *
   * @param file YAML, nested or dotted keys; null for none
   * @throws InvalidOptionsException listing every problem
   */
  public static CollectConfig load(
      @Nullable Path file, List<String> assignments, Map<String, String> environment) {
    return load(file, assignments, environment, port -> Optional.empty());
  }

  /**
   * The same, for one that is to run on this machine now.
   *
   * @param portFault what is wrong with a port of the status page; it is told with all that is
   *     wrong otherwise
   * @throws InvalidOptionsException listing every problem
   */
  public static CollectConfig load(
      @Nullable Path file,
      List<String> assignments,
      Map<String, String> environment,
      IntFunction<Optional<String>> portFault) {
    List<String> problems = new ArrayList<>();
    RawOptions raw = new RawOptions(problems);
    if (file != null && !raw.file(file)) {
      throw new InvalidOptionsException(problems);
    }
    raw.assignments(assignments);
    ResolvedOptions options =
        ResolvedOptions.of(
            raw,
            new Secrets(environment),
            CollectReading::mayBeList,
            CollectReading::isSecret,
            problems);
    CollectConfig config = new CollectReading(options).config();
    String port = CollectOption.STATUS_PORT.key();
    if (!options.isRefused(port)) {
      portFault.apply(config.statusPort()).ifPresent(fault -> options.refuse(port, fault));
    }
    if (!problems.isEmpty()) {
      throw new InvalidOptionsException(problems);
    }
    return config;
  }

  /** Where this venue's socket is. */
  public URI socket(VenueDialect dialect) {
    return endpoints.getOrDefault(dialect.endpoint() + ".socket", dialect.socket());
  }

  /** Where this venue answers requests. */
  public URI rest(VenueDialect dialect) {
    return endpoints.getOrDefault(dialect.endpoint() + ".rest", dialect.rest());
  }
}
