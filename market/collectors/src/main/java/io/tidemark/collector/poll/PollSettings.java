package io.tidemark.collector.poll;

import io.tidemark.core.fact.Instruments;
import io.tidemark.exchange.series.MacroSeries;
import io.tidemark.exchange.series.OnChainMetric;
import io.tidemark.flink.config.text.Domain;
import io.tidemark.flink.config.text.Domains;
import io.tidemark.flink.config.text.HiddenValues;
import io.tidemark.flink.config.text.ResolvedOptions;
import io.tidemark.flink.config.text.Secrets;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one poll, {@code collect.polls.NAME.PROPERTY}. */
final class PollSettings {

  private static final Pattern ASSETS = Pattern.compile("[a-z0-9]{2,12}( *, *[a-z0-9]{2,12})*");
  private static final Pattern HOST = Pattern.compile("https?://[^/\\s?#@]+");
  private static final Pattern ADDRESS = Pattern.compile("https?://[^/\\s?#@]+([/?#][!-~]*)?");
  private static final Pattern ON_THIS_MACHINE =
      Pattern.compile("http://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?(/.*)?");
  private static final Domain<Duration> HISTORY = Domains.duration(Duration.ofHours(1));
  private static final Domain<String> CATEGORY =
      Domains.text("a word such as news", "[a-z0-9_-]{1,40}");
  private static final Domain<String> INSTRUMENT =
      Domains.text(
          "* or an instrument such as BTC-USDT@binance",
          text -> text.equals(Instruments.ALL) || Instruments.isWellFormed(text));

  private final String name;
  private final ResolvedOptions options;

  private PollSettings(String name, ResolvedOptions options) {
    this.name = name;
    this.options = options;
  }

  /** The plans of one poll; what is wrong is told to the options. */
  static List<PollPlan> read(String name, ResolvedOptions options) {
    return new PollSettings(name, options).plans();
  }

  private List<PollPlan> plans() {
    PollKind kind = options.parsed(key(PollKey.KIND), Domains.oneOf(PollKind.class)).orElse(null);
    if (kind == null) {
      withoutKind();
      return List.of();
    }
    Arrays.stream(PollKey.values())
        .filter(each -> options.isGiven(key(each)) && !kind.takes(each))
        .forEach(
            each ->
                options.refuse(
                    key(each),
                    key(each) + " means nothing for " + Domains.show(kind) + ": leave it out"));
    Duration interval = read(PollKey.INTERVAL, kind.interval(), Domains.duration(kind.shortest()));
    Duration history = read(PollKey.HISTORY, kind.history(), HISTORY);
    return sources(kind).entrySet().stream()
        .map(each -> new PollPlan(each.getKey(), each.getValue(), interval, history, hidden()))
        .toList();
  }

  /** What references name; not of an endpoint, which is a host and a port, and no secret. */
  private HiddenValues hidden() {
    return options.hidden(key(PollKey.KEY)).and(options.hidden(key(PollKey.URL)));
  }

  /** What is wrong whatever is polled. */
  private void withoutKind() {
    if (!options.isGiven(key(PollKey.KIND))) {
      options.refuse(
          key(PollKey.KIND),
          key(PollKey.KIND)
              + " is missing: it must be "
              + Domains.oneOf(PollKind.class).expected());
    }
    read(PollKey.INTERVAL, Duration.ZERO, Domains.duration(PollKind.SHORTEST));
    read(PollKey.HISTORY, Duration.ZERO, HISTORY);
    keepSecret(endpoint(""));
    assets();
    if (options.isGiven(key(PollKey.SERIES))) {
      series();
    }
    if (options.isGiven(key(PollKey.URL))) {
      url();
    }
    read(PollKey.CATEGORY, "", CATEGORY);
    read(PollKey.INSTRUMENT, "", INSTRUMENT);
  }

  private Map<String, PollSource> sources(PollKind kind) {
    Map<String, PollSource> sources = new TreeMap<>();
    String endpoint = endpoint(kind.endpoint());
    String secret = secret(kind, endpoint);
    switch (kind) {
      case FEAR_GREED -> sources.put(name, new FearGreedSource(endpoint));
      case ON_CHAIN, EXCHANGE_FLOWS ->
          assets()
              .forEach(
                  asset ->
                      sources.put(
                          name + "/" + asset,
                          new CoinMetricsSource(endpoint, asset, metrics(kind), secret)));
      case MACRO ->
          series()
              .forEach(
                  each ->
                      sources.put(
                          name + "/" + each.fred(), new FredSource(endpoint, each, secret)));
      case IMPLIED_VOLATILITY ->
          assets()
              .forEach(
                  asset -> sources.put(name + "/" + asset, new VolatilitySource(endpoint, asset)));
      case FEED -> sources.put(name, feed());
    }
    return sources;
  }

  private static List<OnChainMetric> metrics(PollKind kind) {
    boolean flows = kind == PollKind.EXCHANGE_FLOWS;
    return Arrays.stream(OnChainMetric.values())
        .filter(metric -> metric.name().startsWith("EXCHANGE_") == flows)
        .toList();
  }

  private String endpoint(String otherwise) {
    String key = key(PollKey.ENDPOINT);
    String given = options.text(key).orElse(otherwise);
    if (options.text(key).isPresent() && !HOST.matcher(given).matches()) {
      options.refuse(
          key,
          key
              + " must be such as https://host:port, without a path, was '"
              + Secrets.withoutUser(options.found(key))
              + "'");
    }
    return given;
  }

  private String secret(PollKind kind, String endpoint) {
    String key = key(PollKey.KEY);
    String secret = options.text(key).orElse("");
    if (kind == PollKind.MACRO && secret.isEmpty() && !options.isRefused(key)) {
      options.refuse(
          key,
          key
              + " is missing: FRED gives one to each user; write it as ${env:NAME} or"
              + " ${file:/path}");
    }
    keepSecret(endpoint);
    return secret;
  }

  /** Whether there is a key yet or not, where it goes to must be fit for one. */
  private void keepSecret(String endpoint) {
    String key = key(PollKey.KEY);
    boolean secret = options.isRefused(key) || !options.text(key).orElse("").isEmpty();
    if (secret
        && endpoint.startsWith("http://")
        && !ON_THIS_MACHINE.matcher(endpoint).matches()
        && !options.isRefused(key(PollKey.ENDPOINT))) {
      options.refuse(
          key(PollKey.ENDPOINT),
          key(PollKey.ENDPOINT) + " must begin with https://: else everybody could read the key");
    }
  }

  private List<String> assets() {
    String expected = "a list of assets such as btc, eth";
    String given =
        read(PollKey.ASSETS, "btc", Domains.text(expected, text -> ASSETS.matcher(text).matches()));
    return Arrays.stream(given.split("[, ]+", -1)).distinct().toList();
  }

  private List<MacroSeries> series() {
    String key = key(PollKey.SERIES);
    List<MacroSeries> series = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String id : options.text(key).orElse("").split("[, ]+", -1)) {
      MacroSeries.ofFred(id).ifPresentOrElse(series::add, () -> unknown.add("'" + id + "'"));
    }
    if (!unknown.isEmpty() && !options.isRefused(key)) {
      options.refuse(
          key,
          key
              + (options.isGiven(key) ? " must be" : " is missing: it must be")
              + " a list of those of which is known when their values are published: "
              + Arrays.stream(MacroSeries.values())
                  .map(MacroSeries::fred)
                  .filter(each -> !each.isEmpty())
                  .collect(Collectors.joining(", "))
              + (options.isGiven(key) ? "; was " + String.join(", ", unknown) : ""));
    }
    return series;
  }

  private PollSource feed() {
    String url = url();
    String category = read(PollKey.CATEGORY, "news", CATEGORY);
    String instrument = read(PollKey.INSTRUMENT, Instruments.ALL, INSTRUMENT);
    return new FeedSource(url, new PolledText.Feed(name, category, instrument));
  }

  /** It is never shown: some feeds have a secret in theirs. */
  private String url() {
    String key = key(PollKey.URL);
    String url = options.text(key).orElse("");
    if (!options.isRefused(key) && (!ADDRESS.matcher(url).matches() || !isAddress(url))) {
      options.refuse(
          key,
          key
              + (options.isGiven(key) ? " must be" : " is missing: it must be")
              + " the address of a feed, such as https://host/rss,"
              + " without a user's name or password");
    }
    return url;
  }

  private static boolean isAddress(String url) {
    try {
      return URI.create(url).getHost() != null && URI.create(url).getRawUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private <T> T read(PollKey key, T otherwise, Domain<T> domain) {
    return options.parsed(key(key), domain).orElse(otherwise);
  }

  private String key(PollKey key) {
    return PollConfig.PREFIX + name + "." + key.label();
  }
}
