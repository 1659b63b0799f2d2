package io.tidemark.collector;

import io.tidemark.collector.feed.BarHistory;
import io.tidemark.collector.poll.PollConfig;
import io.tidemark.collector.venue.FeedChannel;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.InstrumentKind;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.collector.venue.VenueDialects;
import io.tidemark.flink.config.ClientProperties;
import io.tidemark.flink.config.InvalidOptionsException;
import io.tidemark.flink.config.KafkaConfig;
import io.tidemark.flink.config.StartOffsets;
import io.tidemark.flink.config.text.NearestKey;
import io.tidemark.flink.config.text.ProducerRules;
import io.tidemark.flink.config.text.RawOptions;
import io.tidemark.flink.config.text.Secrets;
import io.tidemark.flink.config.text.UnacceptableValueException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

  static final String PROPERTIES = "kafka.properties.";
  static final String ENDPOINTS = "collect.endpoints.";
  private static final int LAST_PORT = 65_535;
  private static final List<String> KEYS =
      CollectOption.ALL.stream().map(CollectOption::key).toList();

  /**
   * Reads a file and assignments {@code key=value}, which are stronger.
   *
   * @param file YAML, nested or dotted keys; null for none
   * @throws InvalidOptionsException listing every problem
   */
  public static CollectConfig load(
      @Nullable Path file, List<String> assignments, Map<String, String> environment) {
    List<String> problems = new ArrayList<>();
    RawOptions raw = new RawOptions(problems);
    if (file != null && !raw.file(file)) {
      throw new InvalidOptionsException(problems);
    }
    raw.assignments(assignments);
    Map<String, String> texts = new TreeMap<>();
    Secrets secrets = new Secrets(environment);
    raw.values()
        .forEach(
            (key, given) ->
                secrets
                    .resolve(key, given.text(), problems)
                    .ifPresent(text -> texts.put(key, text)));
    return new Reading(texts, problems).config();
  }

  /** Where this venue's socket is. */
  public URI socket(VenueDialect dialect) {
    return endpoints.getOrDefault(dialect.endpoint() + ".socket", dialect.socket());
  }

  /** Where this venue answers requests. */
  public URI rest(VenueDialect dialect) {
    return endpoints.getOrDefault(dialect.endpoint() + ".rest", dialect.rest());
  }

  /** The texts, one key after the other. */
  private record Reading(Map<String, String> texts, List<String> problems) {

    CollectConfig config() {
      PollConfig polls = PollConfig.read(texts, problems);
      List<String> instruments = instruments(polls);
      Set<FeedChannel> channels = channels();
      String prefix = read(CollectOption.PREFIX);
      BarHistory history = history(instruments);
      int waiting = read(CollectOption.MAX_WAITING);
      int port = read(CollectOption.STATUS_PORT);
      ClientProperties properties = properties();
      Map<String, URI> endpoints = endpoints();
      String servers = texts.getOrDefault(CollectOption.SERVERS.key(), "");
      if (servers.isEmpty()) {
        problems.add(CollectOption.SERVERS.key() + " is missing: name the brokers as host:port");
      }
      unknownKeys();
      if (!channels.isEmpty()) {
        withoutChannels(instruments, channels);
      }
      if (!problems.isEmpty()) {
        throw new InvalidOptionsException(problems);
      }
      KafkaConfig kafka =
          new KafkaConfig(servers, "collect", StartOffsets.GROUP, prefix, properties);
      return new CollectConfig(
          instruments, channels, history, kafka, waiting, port, endpoints, polls);
    }

    private <T> T read(CollectOption<T> option) {
      String text = texts.get(option.key());
      if (text == null) {
        return option.otherwise();
      }
      try {
        return option.domain().parse(text);
      } catch (UnacceptableValueException e) {
        problems.add(
            option.key() + " must be " + option.domain().expected() + ", was '" + text + "'");
        return option.otherwise();
      }
    }

    private List<String> instruments(PollConfig polls) {
      if (!texts.containsKey(CollectOption.INSTRUMENTS.key()) && !polls.plans().isEmpty()) {
        return List.of();
      }
      if (!texts.containsKey(CollectOption.INSTRUMENTS.key())) {
        problems.add(
            CollectOption.INSTRUMENTS.key()
                + " is missing: name what to collect, such as BTC-USDT@binance");
        return List.of();
      }
      List<String> instruments = read(CollectOption.INSTRUMENTS);
      for (String instrument : instruments) {
        if (VenueDialects.of(instrument).isEmpty()) {
          problems.add(
              "instruments: nothing collects "
                  + instrument
                  + "; venues are "
                  + VenueDialects.ALL.stream()
                      .map(dialect -> dialect.venue().label())
                      .distinct()
                      .collect(Collectors.joining(", ")));
        }
      }
      return instruments;
    }

    private Set<FeedChannel> channels() {
      List<FeedChannel> named = read(CollectOption.CHANNELS);
      if (named.isEmpty()) {
        problems.add(
            CollectOption.CHANNELS.key() + " is empty: leave it out to collect all channels");
        return Set.of();
      }
      return EnumSet.copyOf(named);
    }

    /** The past can only be asked for in candles that the venue has. */
    private BarHistory history(List<String> instruments) {
      int bars = read(CollectOption.WARM_UP);
      Duration bar = read(CollectOption.BAR);
      BarHistory history = new BarHistory(bars, bar.toNanos() / 1_000);
      if (history.isWanted()) {
        instruments.stream()
            .filter(instrument -> !hasCandles(instrument, history))
            .forEach(
                instrument ->
                    problems.add(
                        CollectOption.BAR.key()
                            + ": no candles of this length can be asked for of "
                            + instrument));
      }
      return history;
    }

    private static boolean hasCandles(String instrument, BarHistory history) {
      return VenueDialects.of(instrument)
          .map(
              dialect -> {
                FeedPlan plan = new FeedPlan(Map.of(), Set.of(), dialect.socket(), dialect.rest());
                return dialect
                    .pastCandles(plan, dialect.symbol(instrument).orElse(""), history.length(), 1)
                    .isPresent();
              })
          .orElse(true); // said elsewhere
    }

    private ClientProperties properties() {
      Map<String, String> properties = new TreeMap<>();
      texts.forEach(
          (key, text) -> {
            if (key.startsWith(PROPERTIES)) {
              properties.put(key.substring(PROPERTIES.length()), text);
            }
          });
      problems.addAll(
          ProducerRules.violations(
              properties,
              name -> PROPERTIES + name,
              name -> "'" + Secrets.shown(name, properties.getOrDefault(name, "")) + "'"));
      return new ClientProperties(properties);
    }

    private Map<String, URI> endpoints() {
      Map<String, URI> endpoints = new TreeMap<>();
      texts.forEach(
          (key, text) -> {
            if (key.startsWith(ENDPOINTS)) {
              endpoint(key, text, endpoints);
            }
          });
      return endpoints;
    }

    private void endpoint(String key, String text, Map<String, URI> endpoints) {
      String name = key.substring(ENDPOINTS.length());
      boolean known =
          VenueDialects.ALL.stream()
              .map(VenueDialect::endpoint)
              .anyMatch(label -> name.equals(label + ".socket") || name.equals(label + ".rest"));
      if (!known) {
        problems.add(key + " is not known: write " + ENDPOINTS + "VENUE.socket or VENUE.rest");
        return;
      }
      boolean socket = name.endsWith(".socket");
      URI uri = address(text, socket ? "wss?" : "https?");
      if (uri == null) {
        String example = socket ? "wss" : "https";
        problems.add(
            key
                + " must be such as "
                + example
                + "://host:port, without a path, was '"
                + text
                + "'");
      } else {
        endpoints.put(name, uri);
      }
    }

    /** An address without a path; null if the text is none. */
    private static @Nullable URI address(String text, String schemes) {
      if (!text.matches(schemes + "://[^/\\s]+/?")) {
        return null;
      }
      try {
        URI uri = new URI(text);
        boolean whole = uri.getHost() != null && uri.getQuery() == null;
        return whole && uri.getFragment() == null && uri.getPort() <= LAST_PORT ? uri : null;
      } catch (URISyntaxException e) {
        return null;
      }
    }

    /** Of spot, and of derivatives at some venues, there are trades and books only. */
    private void withoutChannels(List<String> instruments, Set<FeedChannel> channels) {
      for (String instrument : instruments) {
        Optional<InstrumentKind> kind = InstrumentKind.of(instrument);
        Optional<VenueDialect> dialect = VenueDialects.of(instrument);
        if (kind.isPresent()
            && dialect.isPresent()
            && dialect.get().streams(kind.get(), channels).isEmpty()) {
          problems.add(
              CollectOption.CHANNELS.key()
                  + " names nothing that can be collected of "
                  + instrument);
        }
      }
    }

    private void unknownKeys() {
      for (String key : texts.keySet()) {
        if (!KEYS.contains(key)
            && !key.startsWith(PROPERTIES)
            && !key.startsWith(ENDPOINTS)
            && !PollConfig.reads(key)) {
          String near = NearestKey.to(key, KEYS);
          boolean meant = NearestKey.distance(key, near) <= Math.max(2, near.length() / 4);
          problems.add(
              key
                  + " is not known; "
                  + (meant ? "did you mean " + near + "?" : "keys are " + String.join(", ", KEYS)));
        }
      }
    }
  }
}
