package io.tidemark.collector;

import io.tidemark.collector.feed.BarHistory;
import io.tidemark.collector.poll.PollConfig;
import io.tidemark.collector.venue.FeedChannel;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.InstrumentKind;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.collector.venue.VenueDialects;
import io.tidemark.flink.config.ClientProperties;
import io.tidemark.flink.config.KafkaConfig;
import io.tidemark.flink.config.StartOffsets;
import io.tidemark.flink.config.text.Domains;
import io.tidemark.flink.config.text.ProducerRules;
import io.tidemark.flink.config.text.ResolvedOptions;
import io.tidemark.flink.config.text.Secrets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The collector's options, one after the other; a wrong one hides no other. */
final class CollectReading {

  static final String PROPERTIES = "kafka.properties.";

  private final ResolvedOptions options;

  /** What is wrong is told to these. */
  CollectReading(ResolvedOptions options) {
    this.options = options;
  }

  /** Whether the key may have several values. */
  static boolean mayBeList(String key) {
    return key.equals(CollectOption.INSTRUMENTS.key())
        || key.equals(CollectOption.CHANNELS.key())
        || key.equals(CollectOption.SERVERS.key())
        || key.startsWith(PROPERTIES)
        || PollConfig.mayBeList(key);
  }

  /** Whether the key's value must come by reference; a poll may have any name. */
  static boolean isSecret(String key) {
    return PollConfig.reads(key) ? PollConfig.isSecret(key) : Secrets.isSecret(key);
  }

  /** What they say; of no use where something was told to be wrong. */
  CollectConfig config() {
    CollectKeys.refuseUnknown(options);
    PollConfig polls = PollConfig.read(options);
    List<String> instruments = instruments();
    Set<FeedChannel> channels = channels();
    withoutChannels(instruments, channels);
    KafkaConfig kafka =
        new KafkaConfig(
            servers(), "collect", StartOffsets.GROUP, read(CollectOption.PREFIX), properties());
    return new CollectConfig(
        instruments,
        channels,
        history(instruments),
        kafka,
        read(CollectOption.MAX_WAITING),
        read(CollectOption.STATUS_PORT),
        CollectEndpoints.read(options),
        polls);
  }

  private <T> T read(CollectOption<T> option) {
    return options.parsed(option.key(), option.domain()).orElse(option.otherwise());
  }

  private String servers() {
    String key = CollectOption.SERVERS.key();
    if (!options.isGiven(key)) {
      options.refuse(key, key + " is missing: name the brokers as host:port");
    }
    return read(CollectOption.SERVERS);
  }

  private List<String> instruments() {
    String key = CollectOption.INSTRUMENTS.key();
    if (!options.isGiven(key)) {
      if (options.keys().stream().noneMatch(PollConfig::reads)) {
        options.refuse(key, key + " is missing: name what to collect, such as BTC-USDT@binance");
      }
      return List.of();
    }
    // those that are well formed are looked at, even if others are not
    List<String> instruments = options.text(key).map(Domains::instrumentsOf).orElse(List.of());
    read(CollectOption.INSTRUMENTS);
    instruments.stream()
        .filter(instrument -> VenueDialects.of(instrument).isEmpty())
        .forEach(instrument -> options.refuse(key, uncollected(key, instrument)));
    return instruments;
  }

  private static String uncollected(String key, String instrument) {
    List<String> forms = VenueDialects.formsAtVenueOf(instrument);
    return "%s: nothing collects %s; %s"
        .formatted(
            key,
            instrument,
            forms.isEmpty()
                ? "what may stand behind the @ is "
                    + String.join(", ", VenueDialects.venuesOfInstruments())
                : "the forms at this venue are " + String.join(", ", forms));
  }

  private Set<FeedChannel> channels() {
    List<FeedChannel> named = read(CollectOption.CHANNELS);
    String key = CollectOption.CHANNELS.key();
    if (named.isEmpty()) {
      options.refuse(key, key + " is empty: leave it out to collect all channels");
      return EnumSet.allOf(FeedChannel.class);
    }
    return EnumSet.copyOf(named);
  }

  /** The past can only be asked for in candles that the venue has. */
  private BarHistory history(List<String> instruments) {
    int bars = read(CollectOption.WARM_UP);
    Duration bar = read(CollectOption.BAR);
    BarHistory history = new BarHistory(bars, bar.toNanos() / 1_000);
    String key = CollectOption.BAR.key();
    // a number of bars that cannot be read was some number all the same
    if ((history.isWanted() || options.isRefused(CollectOption.WARM_UP.key()))
        && !options.isRefused(key)) {
      instruments.stream()
          .filter(instrument -> !hasCandles(instrument, history))
          .forEach(
              instrument ->
                  options.refuse(
                      key, key + ": no candles of this length can be asked for of " + instrument));
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
    for (String key : options.keys()) {
      if (key.startsWith(PROPERTIES)) {
        options
            .text(key)
            .ifPresent(text -> properties.put(key.substring(PROPERTIES.length()), text));
      }
    }
    ProducerRules.violations(
            properties,
            name -> PROPERTIES + name,
            name -> "'" + options.found(PROPERTIES + name) + "'")
        .forEach(options::tell);
    return new ClientProperties(properties);
  }

  /** Of spot, and of derivatives at some venues, there are trades and books only. */
  private void withoutChannels(List<String> instruments, Set<FeedChannel> channels) {
    String key = CollectOption.CHANNELS.key();
    for (String instrument : instruments) {
      Optional<InstrumentKind> kind = InstrumentKind.of(instrument);
      Optional<VenueDialect> dialect = VenueDialects.of(instrument);
      if (kind.isPresent()
          && dialect.isPresent()
          && dialect.get().streams(kind.get(), channels).isEmpty()) {
        options.refuse(
            key,
            key + " names nothing that can be collected of " + instrument + ": add trades or book");
      }
    }
  }
}
