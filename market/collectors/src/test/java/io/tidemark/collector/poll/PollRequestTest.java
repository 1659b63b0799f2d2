package io.tidemark.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.collector.feed.FeedMoment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of an address, and what is not. */
final class PollRequestTest {

  private static final FeedMoment NOW = new FeedMoment(1_930_000_000_000_000L, 1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://e.example/feeds/Zk3y0123456789/rss",
        "https://e.example/Zk3y0123456789.xml",
        "https://e.example/rss?token=Zk3y0123456789",
        "https://e.example/rss?Zk3y0123456789",
        "https://e.example/rss#Zk3y0123456789",
        "https://e.example/%5Ak3y0123456789",
        "https://e.example/Zk3yzk3yZkyzkyzkyzkyzky",
      })
  void noSecretOfAnAddressIsInAnyMessageWhateverTheServerSays(String url) {
    for (String body : List.of("gone: " + url, url, "<rss><" + url, "<" + url + ">", "{" + url)) {
      for (int status : new int[] {200, 302, 403, 404, 429}) {
        Poller poller =
            new Poller(
                new PollPlan(
                    "desk",
                    new FeedSource(url, new PolledText.Feed("desk", "news", "*")),
                    Duration.ofMinutes(5),
                    Duration.ofDays(3)),
                new PollMemory(),
                new Random(7));
        poller.step(new PollEvent.Passed(), NOW);
        PollEvent.Head head =
            new PollEvent.Head(0, PollEvent.Version.NONE, "", status == 302 ? url : "");
        String said =
            poller
                .step(
                    new PollEvent.Answered(status, head, body.getBytes(StandardCharsets.UTF_8)),
                    NOW)
                .toString();
        assertThat(said).contains("https://e.example/").doesNotContainIgnoringCase("k3y");
        assertThat(poller.state().trouble()).doesNotContainIgnoringCase("k3y");
      }
    }
  }

  /** The control: an address without a secret is told, and so are the words of its server. */
  @ParameterizedTest
  @ValueSource(strings = {"https://e.example/rss", "https://e.example:81/feeds/rss2.xml"})
  void aPlainAddressAndTheWordsOfItsServerAreTold(String url) {
    PollRequest request = PollRequest.ofFeed(url);
    assertThat(request).hasToString(url);
    assertThat(request.quotes()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://e.example/rss, http://f.example/new, http://f.example/new",
    "https://e.example/rss, /new?token=t, https://e.example/new",
    "https://e.example/rss, https://u:p@f.example:81/Zk3y0123456789, https://f.example:81/(hidden)",
    "https://e.example/rss, mailto:a@b, no address",
    "https://e.example/rss, 'a b', no address",
  })
  void whereAnAnswerPointsToIsToldWithoutItsSecrets(String url, String location, String told) {
    assertThat(PollRequest.ofFeed(url).elsewhere(location)).isEqualTo(told);
  }

  @Test
  void whereAKeyWasSentOnlyTheHostOfAnotherPlaceIsTold() {
    PollRequest request = PollRequest.of("https://e.example/values?n=1", "api_key", "k3y");
    assertThat(request.elsewhere("https://f.example/moved/k3y"))
        .isEqualTo("https://f.example/(hidden)");
    assertThat(request.elsewhere("https://k3y.example/")).doesNotContain("k3y");
    assertThat(request).hasToString("https://e.example/values");
  }
}
