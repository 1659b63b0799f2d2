package io.tidemark.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.collector.CollectConfig;
import io.tidemark.collector.feed.FeedMoment;
import io.tidemark.flink.config.InvalidOptionsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret is what a reference names: it is in no word of a poll, and nothing else makes one. */
final class PollSecretsTest {

  private static final FeedMoment NOW = new FeedMoment(1_930_000_000_000_000L, 1);
  private static final String BROKERS = "kafka.bootstrap-servers=kafka:9092";

  private static PollPlan plan(String secret, String... properties) {
    List<String> assignments = new ArrayList<>(List.of(BROKERS));
    for (String property : properties) {
      assignments.add("collect.polls.my-secret." + property);
    }
    return CollectConfig.load(null, assignments, Map.of("TOKEN", secret)).polls().plans().get(0);
  }

  /** All that a poll says of whatever comes, in reports and on the page. */
  private static List<String> said(PollPlan plan, String echo) {
    List<String> said = new ArrayList<>();
    Poller poller = new Poller(plan, new PollMemory(), new Random(7));
    said.add(poller.step(new PollEvent.Passed(), NOW).toString());
    said.add(plan.source().request(0, 0).hiding(plan.hidden()).toString());
    for (String body : List.of("gone: " + echo, "<rss><" + echo, "{" + echo)) {
      for (int status : new int[] {200, 302, 403, 404, 429}) {
        PollEvent.Head head =
            new PollEvent.Head(0, PollEvent.Version.NONE, "", status == 302 ? echo : "");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        said.add(poller.step(new PollEvent.Answered(status, head, bytes), NOW).toString());
        said.add(poller.state().toString());
      }
    }
    said.add(poller.step(new PollEvent.Failed("no connection to " + echo), NOW).toString());
    said.add(poller.state().trouble());
    return said;
  }

  @ParameterizedTest
  @CsvSource({
    "https://e.example/${env:TOKEN}/rss, k3y, https://e.example/(hidden)/rss",
    "https://e.example/feeds/v1-${env:TOKEN}, k3y, https://e.example/feeds/v1-(hidden)",
    "https://${env:TOKEN}.example/rss, k3y, https://(hidden).example/rss",
    "https://e.example/rss?t=${env:TOKEN}, k3y, https://e.example/rss",
    "https://e.example/${env:TOKEN}, k3y/rss?t=1, https://e.example/(hidden)",
    "${env:TOKEN}, https://e.example/k3y, (hidden)",
  })
  void aShortSecretOfAnAddressIsNowhere(String url, String secret, String shown) {
    PollPlan plan = plan(secret, "kind=feed", "url=" + url);
    String back = secret.startsWith("https") ? secret : "https://f.example/" + secret;
    String encoded = secret.replace("k3y", "%6B3Y");
    String escaped = secret.replace("k3y", "k\\u0033y");
    for (String echo : List.of(back, encoded, escaped)) {
      assertThat(said(plan, echo))
          .allSatisfy(
              words -> assertThat(words).doesNotContainIgnoringCase("k3y", "%6b3y", "u0033"))
          .anySatisfy(words -> assertThat(words).contains(shown));
    }
  }

  @Test
  void aSecretThatIsTheKeyIsNowhere() {
    PollPlan plan =
        plan("k3y", "kind=macro", "series=DGS10", "key=${env:TOKEN}", "endpoint=https://e.example");
    assertThat(said(plan, "https://f.example/k3y"))
        .noneMatch(words -> words.contains("k3y"))
        .anyMatch(words -> words.contains("https://e.example/fred/series/observations"));
  }

  /** The control: what no reference names is no secret, whatever it looks like. */
  @Test
  void theSameAddressWithoutAReferenceIsTold() {
    PollPlan plan = plan("other", "kind=feed", "url=https://e.example/k3y/rss");
    assertThat(said(plan, "k3y")).anyMatch(words -> words.contains("https://e.example/k3y/rss"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"my-secret", "key", "token", "password", "user-info"})
  void aPollMayHaveAnyName(String name) {
    String key = "collect.polls." + name;
    CollectConfig config =
        CollectConfig.load(
            null, List.of(BROKERS, key + ".kind=fear-greed", key + ".interval=1 h"), Map.of());
    assertThat(config.polls().plans()).extracting(PollPlan::name).containsExactly(name);
  }

  @Test
  void aWrongValueThatAReferenceNamesIsNotTold() {
    assertThatThrownBy(
            () -> plan("k3yAndMore", "kind=macro", "series=${env:TOKEN}", "key=${env:TOKEN}"))
        .isInstanceOf(InvalidOptionsException.class)
        .hasMessageContaining("collect.polls.my-secret.series must be a list")
        .hasMessageNotContaining("k3y");
  }
}
