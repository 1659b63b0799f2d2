package io.tidemark.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.collector.feed.FeedMoment;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a poller decides, with played answers and without a network. */
final class PollerTest {

  private static final long SECOND = 1_000_000L;
  private static final long HOUR = 3_600 * SECOND;
  private static final long NOW = 1_700_000_000L * SECOND;
  private static final String KEY = "s3cr3t-k3y";

  private final PollMemory memory = new PollMemory();
  private Poller poller = poller(memory);
  private long now = NOW;

  /** By how much the wall's clock was set. */
  private long set;

  /** Answers are lines {@code hours-before-NOW value}; each value is known an hour later. */
  private record Lines() implements PollSource {
    @Override
    public PollRequest request(long since, long now) {
      return PollRequest.of("https://source.example/values?n=1", "api_key", KEY);
    }

    @Override
    public Parsed<PollReading> read(byte[] body) {
      List<PollItem> items = new ArrayList<>();
      for (String line : new String(body, StandardCharsets.UTF_8).split("\n", -1)) {
        String[] cells = line.split(" ", -1);
        if (cells.length != 2) {
          return Parsed.rejected(RejectReason.UNDECODABLE, "no line but '" + line + "'");
        }
        long at = NOW - Long.parseLong(cells[0]) * HOUR;
        items.add(new PolledValue("x", at, at + HOUR, Double.parseDouble(cells[1])));
      }
      return Parsed.valid(new PollReading(items, 0, List.of()));
    }
  }

  private static Poller poller(PollMemory memory) {
    PollPlan plan = new PollPlan("x", new Lines(), Duration.ofMinutes(10), Duration.ofDays(2));
    return new Poller(plan, memory, new Random(7));
  }

  private FeedMoment at(long time) {
    return new FeedMoment(time + set, time);
  }

  private PollEvent.Version asks() {
    List<PollAction> actions = poller.step(new PollEvent.Passed(), at(now));
    assertThat(actions).hasSize(1);
    return ((PollAction.Ask) actions.get(0)).known();
  }

  private List<PollAction> answered(int status, long retryAfter, String body) {
    return poller.step(
        new PollEvent.Answered(
            status,
            new PollEvent.Head(retryAfter, new PollEvent.Version("\"v1\"", null)),
            body.getBytes(StandardCharsets.UTF_8)),
        at(now));
  }

  private List<Metric> poll(String body) {
    asks();
    List<Metric> metrics = new ArrayList<>();
    for (PollAction action : answered(200, 0, body)) {
      if (action instanceof PollAction.Publish publish) {
        metrics.add((Metric) publish.fact());
      }
    }
    now += 10 * 60 * SECOND;
    return metrics;
  }

  private long counted(PollCount what) {
    return poller.state().counts().getOrDefault(what, 0L);
  }

  @Test
  void historyIsStampedByTheRuleAndWhatComesLaterByWhenItWasSeen() {
    assertThat(poll("3 1.5\n5 1.0\n0 2.0"))
        .containsExactly(
            metric(5, NOW - 4 * HOUR, 1.0), metric(3, NOW - 2 * HOUR, 1.5), metric(0, NOW, 2.0));
    long seen = now;
    assertThat(poll("5 1.0\n3 1.5\n2 7.0\n0 2.0")).containsExactly(metric(2, seen, 7.0));
  }

  @Test
  void aValueGoesOutOnceAndARevisedOneAgainWhenItIsSeen() {
    poll("3 1.5");
    assertThat(poll("3 1.5")).isEmpty();
    long seen = now;
    assertThat(poll("3 1.6")).containsExactly(metric(3, seen, 1.6));
    assertThat(counted(PollCount.NEW)).isEqualTo(1);
    assertThat(counted(PollCount.REVISED)).isEqualTo(1);
    assertThat(counted(PollCount.REPEATED)).isEqualTo(1);
  }

  @Test
  void whatWasKeptOverARestartDoesNotGoOutAgain() {
    poll("3 1.5\n2 2.5");
    poller = poller(new PollMemory(memory.lines()));
    long seen = now;
    assertThat(poll("3 1.5\n2 2.5\n1 3.5")).containsExactly(metric(1, seen, 3.5));
  }

  @Test
  void whatIsOldOrHasNotHappenedIsCountedAndDoesNotGoOut() {
    assertThat(poll("100 1.0\n-2 2.0")).isEmpty();
    assertThat(counted(PollCount.OLD)).isEqualTo(1);
    assertThat(counted(PollCount.EARLY)).isEqualTo(1);
    now = NOW + 2 * HOUR;
    assertThat(poll("-2 2.0")).containsExactly(metric(-2, NOW + 2 * HOUR, 2.0));
  }

  @Test
  void itAsksOnceAtATimeAndNotBeforeItsInterval() {
    asks();
    assertThat(poller.step(new PollEvent.Passed(), at(now + 3 * HOUR))).isEmpty();
    answered(200, 0, "3 1.5");
    assertThat(poller.step(new PollEvent.Passed(), at(now + 599 * SECOND))).isEmpty();
    assertThat(poller.step(new PollEvent.Passed(), at(now + 600 * SECOND))).hasSize(1);
  }

  @Test
  void aClockThatIsSetBackOrForthNeitherStopsItNorMakesItAskEarlier() {
    long asked = now;
    poll("3 1.5");
    for (long hours : new long[] {-120, -1, 1, 120}) {
      set = hours * HOUR;
      assertThat(poller.step(new PollEvent.Passed(), at(asked + 599 * SECOND))).isEmpty();
      assertThat(poller.state().nextAt()).isEqualTo(asked + 600 * SECOND + set);
      now = asked + 600 * SECOND;
      asked = now;
      asks();
      answered(304, 0, "");
      assertThat(poller.state().answeredAt()).isEqualTo(asked + set);
    }
  }

  @Test
  void itWaitsAsLongAsItIsToldTo() {
    asks();
    answered(429, 3_000, "slow down");
    assertThat(poller.step(new PollEvent.Passed(), at(now + 2_999 * SECOND))).isEmpty();
    assertThat(poller.step(new PollEvent.Passed(), at(now + 3_000 * SECOND))).hasSize(1);
    assertThat(counted(PollCount.LIMITED)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "7, 7", "14, 14", "30, 30", "31, 30", "11574074, 30"})
  void itWaitsSoManyDaysAsItIsToldToUpToThirty(long days, long kept) {
    asks();
    answered(503, days * 86_400, "slow down");
    assertThat(poller.state().nextAt() - now).isEqualTo(kept * 24 * HOUR);
  }

  @Test
  void attemptsAfterFailuresBecomeRarerUpToAnHour() {
    long before = 0;
    for (int i = 0; i < 12; i++) {
      asks();
      poller.step(new PollEvent.Failed("nobody is there"), at(now));
      long wait = poller.state().nextAt() - now;
      assertThat(wait).isBetween(10 * SECOND, HOUR);
      assertThat(wait).isGreaterThan(before / 2);
      before = wait;
      now += wait;
    }
    assertThat(before).isGreaterThanOrEqualTo(HOUR / 2);
    assertThat(poller.state().well()).isFalse();
    poll("3 1.5");
    assertThat(poller.state().well()).isTrue();
  }

  @Test
  void anUnchangedAnswerIsAskedForByItsVersionButNotAfterOneThatWasNotRead() {
    assertThat(asks()).isEqualTo(PollEvent.Version.NONE);
    answered(200, 0, "3 1.5");
    now += HOUR;
    assertThat(asks().tag()).isEqualTo("\"v1\"");
    answered(304, 0, "");
    assertThat(counted(PollCount.NOT_MODIFIED)).isEqualTo(1);
    now += HOUR;
    asks();
    List<PollAction> actions = answered(200, 0, "<html>moved</html>");
    assertThat(actions).singleElement().isInstanceOf(PollAction.Report.class);
    assertThat(poller.state().trouble())
        .contains("the answer cannot be read: UNDECODABLE; it has 18 bytes")
        .doesNotContain("moved");
    now += 2 * HOUR;
    assertThat(asks()).isEqualTo(PollEvent.Version.NONE);
  }

  @Test
  void noWordsShowTheKey() {
    for (int status : new int[] {400, 401, 403, 404, 429, 500, 200}) {
      asks();
      List<PollAction> actions = answered(status, 0, "the api_key " + KEY + " is unknown");
      assertThat(actions.toString() + poller.state()).doesNotContain(KEY);
      now += 25 * HOUR;
    }
    asks();
    assertThat(poller.step(new PollEvent.Failed("GET ?api_key=" + KEY), at(now)).toString())
        .contains("(hidden)")
        .doesNotContain(KEY);
    now += 25 * HOUR;
    assertThat(poller.step(new PollEvent.Passed(), at(now)).toString()).doesNotContain(KEY);
  }

  @Test
  void ofTwoValuesForOneTimeTheLastOfAnAnswerGoesOutAndIsKnownAgain() {
    assertThat(poll("3 1.5\n3 1.6")).containsExactly(metric(3, NOW - 2 * HOUR, 1.6));
    assertThat(poll("3 1.5\n3 1.6")).isEmpty();
    assertThat(poll("3 1.5\n3 1.6")).isEmpty();
    assertThat(counted(PollCount.REVISED)).isZero();
  }

  @Test
  void aKeyIsHiddenInAnyWritingBeforeWordsAreCut() {
    PollRequest request =
        PollRequest.of("https://source.example/values?n=1", "api_key", "aB c+d/\u00e9-0123456789");
    for (String echo :
        List.of(
            "aB c+d/\u00e9-0123456789",
            "AB C+D/\u00c9-0123456789",
            "aB+c%2Bd%2F%C3%A9-0123456789",
            "ab%20c%2bd%2f%c3%a9-0123456789",
            "aB c d/\u00e9-0123456789",
            "aB c+d\\/\\u00E9-0123456789")) {
      for (int before = 0; before < 40; before++) {
        String words = request.shown("x".repeat(before) + echo + " y", 30);
        assertThat(words).as(echo).doesNotContainIgnoringCase("ab").doesNotContain("0123");
        assertThat(words.length()).isLessThanOrEqualTo(33);
      }
    }
  }

  @Test
  void theWordsOfAFeedWithASecretInItsAddressAreNotShown() {
    FeedSource feed =
        new FeedSource(
            "https://e.example/rss?token=t0k3n", new PolledText.Feed("desk", "news", "*"));
    Poller asked =
        new Poller(
            new PollPlan("desk", feed, Duration.ofMinutes(10), Duration.ofDays(2)),
            new PollMemory(),
            new Random(7));
    for (String body : List.of("T0K3N is unknown", "<t0k3n/>", "<rss>&t0k3n;</rss>")) {
      for (int status : new int[] {200, 401, 500}) {
        now += 25 * HOUR;
        asked.step(new PollEvent.Passed(), at(now));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var unused =
            asked.step(
                new PollEvent.Answered(
                    status, new PollEvent.Head(0, PollEvent.Version.NONE), bytes),
                at(now));
        assertThat(asked.state().trouble()).doesNotContainIgnoringCase("t0k3n").isNotEmpty();
      }
    }
  }

  @Test
  void anAnswerWithoutBoundIsCutAndSaid() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < Poller.MOST_ITEMS + 10; i++) {
      many.append(i == 0 ? "" : "\n").append("1 ").append(i);
    }
    asks();
    List<PollAction> actions = answered(200, 0, many.toString());
    assertThat(actions.get(actions.size() - 1).toString()).contains("10 items are not read");
    assertThat(counted(PollCount.REFUSED)).isEqualTo(10);
  }

  private static Metric metric(long hoursBefore, long availableAt, double value) {
    return new Metric("*", NOW - hoursBefore * HOUR, availableAt, "x", value);
  }
}
