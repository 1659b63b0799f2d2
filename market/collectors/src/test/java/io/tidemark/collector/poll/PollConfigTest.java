package io.tidemark.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.collector.CollectConfig;
import io.tidemark.flink.config.InvalidOptionsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The part of the file that says what is polled. */
final class PollConfigTest {

  @TempDir Path folder;

  @Test
  void aFileSaysWhatIsPolledAndAKeyComesFromElsewhere() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "0123456789abcdef\n");
    Path file =
        Files.writeString(
            folder.resolve("collect.yaml"),
            """
            kafka.bootstrap-servers: kafka:9092
            collect:
              poll-memory: known
              polls:
                mood:
                  kind: fear-greed
                flows:
                  kind: exchange-flows
                  assets: [btc, eth]
                  interval: 2 h
                economy:
                  kind: macro
                  series: [DGS10, VIXCLS]
                  key: ${file:%s}
                desk:
                  kind: feed
                  url: https://desk.example/rss
                  instrument: BTC-USDT@binance
            """
                .formatted(key));
    PollConfig polls = CollectConfig.load(file, List.of(), Map.of()).polls();
    assertThat(polls.plans())
        .extracting(PollPlan::name)
        .containsExactly(
            "desk", "economy/DGS10", "economy/VIXCLS", "flows/btc", "flows/eth", "mood");
    assertThat(polls.plans().get(3).interval()).isEqualTo(Duration.ofHours(2));
    assertThat(polls.memory()).isEqualTo(Path.of("known"));
    assertThat(polls.hasTexts()).isTrue();
    PollRequest request = polls.plans().get(1).source().request(0, 0);
    assertThat(request.withKey().toString()).endsWith("&api_key=0123456789abcdef");
    assertThat(request.toString()).doesNotContain("0123456789abcdef");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnceAndNoKeyWithIt() {
    assertThatThrownBy(
            () ->
                CollectConfig.load(
                    null,
                    List.of(
                        "kafka.bootstrap-servers=kafka:9092",
                        "collect.polls.a.kind=weather",
                        "collect.polls.b.interval=1 h",
                        "collect.polls.c.kind=fear-greed",
                        "collect.polls.c.interval=1 s",
                        "collect.polls.c.assets=btc",
                        "collect.polls.d.kind=macro",
                        "collect.polls.d.series=GDPX",
                        "collect.polls.e.kind=feed",
                        "collect.polls.e.url=desk.example/rss",
                        "collect.polls.h.kind=feed",
                        "collect.polls.h.url=https://user:p4ssw0rd@desk.example/rss",
                        "collect.polls.i.kind=fear-greed",
                        "collect.polls.i.endpoint=https://user:p4ss/w0rd@desk.example",
                        "collect.polls.j.kind=fear-greed",
                        "collect.polls.j.endpoint=https:user:p4ssw0rd@desk.example",
                        "collect.polls.f.kind=on-chain",
                        "collect.polls.f.assets=BTC",
                        "collect.polls.f.key=0123456789abcdef",
                        "collect.polls.f.endpoint=http://relay.example",
                        "collect.polls.f.intervall=1 h",
                        "collect.polls.G.kind=feed"),
                    Map.of()))
        .isInstanceOf(InvalidOptionsException.class)
        .hasMessageContaining("collect.polls.a.kind must be one of fear-greed, on-chain")
        .hasMessageContaining("collect.polls.b.kind is missing")
        .hasMessageContaining("collect.polls.c.interval must be")
        .hasMessageContaining("collect.polls.c.assets means nothing for fear-greed")
        .hasMessageContaining("collect.polls.d.series must be a list of those")
        .hasMessageContaining("collect.polls.d.key is missing")
        .hasMessageContaining("collect.polls.e.url must be the address of a feed")
        .hasMessageContaining("collect.polls.h.url must be the address of a feed")
        .hasMessageContaining("without a user's name")
        .hasMessageContaining("collect.polls.i.endpoint must be such as")
        .hasMessageContaining("collect.polls.j.endpoint must be such as")
        .hasMessageNotContaining("p4ss")
        .hasMessageNotContaining("w0rd")
        .hasMessageContaining("collect.polls.f.assets must be a list of assets")
        .hasMessageContaining("collect.polls.f.endpoint must begin with https://")
        .hasMessageContaining("collect.polls.f.intervall is not known; did you mean interval?")
        .hasMessageContaining("collect.polls.G: a poll's name must be up to 41 small letters")
        .hasMessageContaining("collect.polls.f.key holds a secret in the clear")
        .hasMessageNotContaining("0123456789abcdef");
  }
}
