package io.tidemark.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.collector.feed.FeedAction.Report;
import io.tidemark.collector.poll.PollConfig;
import io.tidemark.collector.poll.PollCount;
import io.tidemark.collector.venue.VenueDialects;
import io.tidemark.collector.watch.CollectorMetric;
import io.tidemark.core.fact.EventKind;
import io.tidemark.flink.GeneratedPage;
import io.tidemark.flink.config.text.Domains;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/collect.md}: what the collector's code says of itself. */
final class CollectDocsTest {

  private static final String POLLS = "collect.polls.NAME.PROPERTY";
  private static final String POLL_MEMORY = "collect.poll-memory";

  @Test
  void thePageSaysWhatIsCollectedAndHow() throws IOException {
    GeneratedPage.mustBeUpToDate("reference/collect.md", page());
  }

  @Test
  void theKeysOfPollsAreTheirs() {
    assertThat(PollConfig.reads(POLLS)).isTrue();
    assertThat(PollConfig.reads(POLL_MEMORY)).isTrue();
  }

  private static String page() {
    return """
    # The collector

    Generated from the collector's code; do not edit by hand. What `./tidemark collect` collects from each exchange,
    how it talks to it, its options and its metrics. [Collect live data](../guide/live.md) says how to use it.

    **None of this was seen live:** the collector has not been connected to an exchange yet.

    ## What is collected

    A feed is a market of an exchange over one connection; many instruments have several. A cell names the stream
    that tells it. `asked for`: no stream says it, so it is asked for every %s, and less often where there are many
    instruments. `no`: it is not collected. An empty cell: there is no such thing.

    %s
    Funding is the rate that settled; where the exchange says only what settles some day, it is `no`.

    Candles are not collected: the log makes bars of trades. They are only asked for to begin with the past.

    ## How it is collected

    - **Read from:** `recordings`: a test reads a recording of that dialect to its end, of 2021 (of Binance also of
      2024), with the channels that were recorded: trades, books, tickers. `examples`: tests read single messages
      only; so it is for all other channels. [Exchanges](exchanges.md#venues) says more.
    - **In the box:** a test plays the exchange over a real socket, with faults, while the collector collects it.
    - **A book comes by:** what is done to get its snapshot, at first and when a message is missing.
    - **Past trades:** how many the answer to a request has at most. They fill holes, and begin an instrument.
    - **Past candles:** how many closed candles an answer has at most, of which lengths. They begin an instrument.

    %s
    ## How connections live

    - **Instruments:** as many over one connection; more have one more.
    - **Sign of life:** what the collector says so that the exchange does not end the connection.
    - **Silence:** nothing comes for so long: the connection is made anew.
    - **Life:** after so long a second connection takes over, before the exchange ends the first.
    - **Connections in 5 min**, **between requests:** all feeds of an address share them.

    %s
    ## Options

    One YAML file, with nested or dotted keys, and any number of `--set KEY=VALUE`, which win. Everything that is
    wrong is reported at once, before anything starts.

    | key | default | accepts | meaning |
    |---|---|---|---|
    %s
    ## Metrics

    At `/metrics` of the status page, for Prometheus. Every name begins with `%s`.

    | metric | labels | meaning |
    |---|---|---|
    %s
    `kind` is %s.

    `event` of a feed is %s.

    `event` of a poll is %s.
    """
        .formatted(
            VenueTables.words(VenueDialects.ALL.get(0).askedEvery()),
            VenueTables.data(),
            VenueTables.ways(),
            VenueTables.connections(),
            options(),
            CollectorMetric.PREFIX,
            metrics(),
            names(
                EventKind.TRADE,
                EventKind.CANDLE,
                EventKind.BOOK,
                EventKind.FUNDING,
                EventKind.METRIC),
            names(Report.Kind.values()),
            names(PollCount.values()));
  }

  private static String options() {
    StringBuilder rows = new StringBuilder();
    for (CollectOption<?> option : CollectOption.ALL) {
      option(
          rows,
          option.key(),
          byDefault(option.otherwise()),
          option.domain().expected(),
          option.meaning());
    }
    option(
        rows,
        CollectReading.PROPERTIES + "NAME",
        "(none)",
        "text",
        "a property of the Kafka client; a secret is written as `${env:NAME}` or `${file:/path}`");
    option(
        rows,
        CollectEndpoints.PREFIX + "VENUE.socket",
        "the exchange's",
        "`ws` or `wss`, without a path",
        "another address, such as that of a proxy; `VENUE` as above");
    option(
        rows,
        CollectEndpoints.PREFIX + "VENUE.rest",
        "the exchange's",
        "`http` or `https`, without a path",
        "the same, for requests");
    option(
        rows,
        POLLS,
        "(none)",
        "[see there](../guide/live.md#what-has-no-socket)",
        "what is asked for now and then");
    option(
        rows,
        POLL_MEMORY,
        "(none)",
        "a folder",
        "keeps what polls have written, so that a restart does not write it again");
    return rows.toString();
  }

  private static String byDefault(Object value) {
    String shown = value instanceof Duration time ? time.toMinutes() + " min" : Domains.show(value);
    return shown.isEmpty() ? "(none)" : "`" + shown + "`";
  }

  private static void option(
      StringBuilder rows, String key, String byDefault, String accepts, String meaning) {
    rows.append("| `%s` | %s | %s | %s |\n".formatted(key, byDefault, accepts, meaning));
  }

  private static String metrics() {
    StringBuilder rows = new StringBuilder();
    for (CollectorMetric metric : CollectorMetric.values()) {
      String labels =
          metric.labels().stream()
              .map(label -> "`" + label + "`")
              .collect(Collectors.joining(", "));
      rows.append("| `%s` | %s | %s |\n".formatted(metric.metricName(), labels, metric.meaning()));
    }
    return rows.toString();
  }

  private static String names(Enum<?>... constants) {
    return Arrays.stream(constants)
        .map(each -> "`" + each.name().toLowerCase(Locale.ROOT) + "`")
        .collect(Collectors.joining(", "));
  }
}
