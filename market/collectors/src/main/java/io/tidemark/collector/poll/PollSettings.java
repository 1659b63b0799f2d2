package io.tidemark.collector.poll;

import io.tidemark.core.fact.Instruments;
import io.tidemark.exchange.series.MacroSeries;
import io.tidemark.exchange.series.OnChainMetric;
import io.tidemark.flink.config.text.Domain;
import io.tidemark.flink.config.text.Domains;
import io.tidemark.flink.config.text.Secrets;
import io.tidemark.flink.config.text.UnacceptableValueException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one poll, {@code collect.polls.NAME.PROPERTY}. */
final class PollSettings {

  private static final Pattern ASSETS = Pattern.compile("[a-z0-9]{2,12}( *, *[a-z0-9]{2,12})*");
  private static final Pattern HOST = Pattern.compile("https?://[^/\\s?#@]+");
  private static final Pattern ADDRESS = Pattern.compile("https?://[^/\\s?#@]+([/?#][!-~]*)?");
  private static final Pattern ON_THIS_MACHINE =
      Pattern.compile("http://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?(/.*)?");

  private final String name;
  private final Map<PollKey, String> texts;
  private final List<String> problems;

  private PollSettings(String name, Map<PollKey, String> texts, List<String> problems) {
    this.name = name;
    this.texts = texts;
    this.problems = problems;
  }

  /** The plans of one poll; what is wrong is added to {@code problems}. */
  static List<PollPlan> read(String name, Map<PollKey, String> texts, List<String> problems) {
    return new PollSettings(name, texts, problems).plans();
  }

  private List<PollPlan> plans() {
    PollKind kind = readOrNull(PollKey.KIND, Domains.oneOf(PollKind.class));
    if (kind == null) {
      if (!texts.containsKey(PollKey.KIND)) {
        problems.add(
            key(PollKey.KIND) + " is missing: " + Domains.oneOf(PollKind.class).expected());
      }
      return List.of();
    }
    texts.keySet().stream()
        .filter(each -> !kind.takes(each))
        .forEach(each -> problems.add(key(each) + " means nothing for " + Domains.show(kind)));
    Duration interval = read(PollKey.INTERVAL, kind.interval(), Domains.duration(kind.shortest()));
    Duration history = read(PollKey.HISTORY, kind.history(), Domains.duration(Duration.ofHours(1)));
    return sources(kind).entrySet().stream()
        .map(each -> new PollPlan(each.getKey(), each.getValue(), interval, history))
        .toList();
  }

  private Map<String, PollSource> sources(PollKind kind) {
    Map<String, PollSource> sources = new TreeMap<>();
    String endpoint = endpoint(kind);
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

  private String endpoint(PollKind kind) {
    String given = texts.get(PollKey.ENDPOINT);
    if (given != null && !HOST.matcher(given).matches()) {
      problems.add(
          key(PollKey.ENDPOINT)
              + " must be such as https://host:port, without a path, was '"
              + withoutUser(given)
              + "'");
    }
    return given == null ? kind.endpoint() : given;
  }

  /** A user's name and password stand before the last such sign. */
  private static String withoutUser(String address) {
    int sign = address.lastIndexOf('@');
    return sign < 0 ? address : "(hidden)" + address.substring(sign);
  }

  private String secret(PollKind kind, String endpoint) {
    String secret = texts.getOrDefault(PollKey.KEY, "");
    if (kind == PollKind.MACRO && secret.isEmpty()) {
      problems.add(
          key(PollKey.KEY)
              + " is missing: FRED gives one to each user; write it as ${env:NAME} or"
              + " ${file:/path}");
    }
    if (!secret.isEmpty()
        && endpoint.startsWith("http://")
        && !ON_THIS_MACHINE.matcher(endpoint).matches()) {
      problems.add(
          key(PollKey.ENDPOINT) + " must begin with https://: else everybody could read the key");
    }
    return secret;
  }

  private List<String> assets() {
    String expected = "a list of assets such as btc, eth";
    String given =
        read(PollKey.ASSETS, "btc", Domains.text(expected, text -> ASSETS.matcher(text).matches()));
    return Arrays.stream(given.split("[, ]+", -1)).distinct().toList();
  }

  private List<MacroSeries> series() {
    List<MacroSeries> series = new ArrayList<>();
    for (String id : texts.getOrDefault(PollKey.SERIES, "").split("[, ]+", -1)) {
      MacroSeries.ofFred(id).ifPresentOrElse(series::add, () -> unknownSeries(id));
    }
    return series;
  }

  private void unknownSeries(String id) {
    problems.add(
        key(PollKey.SERIES)
            + " must be a list of those of which is known when their values are published: "
            + Arrays.stream(MacroSeries.values())
                .map(MacroSeries::fred)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(", "))
            + "; was '"
            + id
            + "'");
  }

  private PollSource feed() {
    String url = texts.getOrDefault(PollKey.URL, "");
    if (!ADDRESS.matcher(url).matches() || !isAddress(url)) {
      problems.add(
          key(PollKey.URL)
              + " must be the address of a feed, such as https://host/rss,"
              + " without a user's name or password");
    }
    String category =
        read(PollKey.CATEGORY, "news", Domains.text("a word such as news", "[a-z0-9_-]{1,40}"));
    String instrument =
        read(
            PollKey.INSTRUMENT,
            Instruments.ALL,
            Domains.text(
                "* or an instrument such as BTC-USDT@binance",
                text -> text.equals(Instruments.ALL) || Instruments.isWellFormed(text)));
    return new FeedSource(url, new PolledText.Feed(name, category, instrument));
  }

  private static boolean isAddress(String url) {
    try {
      return URI.create(url).getHost() != null && URI.create(url).getRawUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private <T> T read(PollKey key, T otherwise, Domain<T> domain) {
    T read = readOrNull(key, domain);
    return read == null ? otherwise : read;
  }

  private <T> @Nullable T readOrNull(PollKey key, Domain<T> domain) {
    String text = texts.get(key);
    if (text == null) {
      return null;
    }
    try {
      return domain.parse(text);
    } catch (UnacceptableValueException e) {
      problems.add(
          key(key)
              + " must be "
              + domain.expected()
              + ", was '"
              + Secrets.shown(key(key), text)
              + "'");
      return null;
    }
  }

  private String key(PollKey key) {
    return PollConfig.PREFIX + name + "." + key.label();
  }
}
