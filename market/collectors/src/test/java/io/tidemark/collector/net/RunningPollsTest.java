package io.tidemark.collector.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.collector.CollectConfig;
import io.tidemark.collector.feed.FeedClock;
import io.tidemark.collector.poll.PollPlan;
import io.tidemark.collector.sink.KafkaFacts;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.PublishedText;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pollers over a real server; their clock runs as the test wants. */
final class RunningPollsTest {

  private static final String KEY = "k3y-of-the-test";
  private static final long START = Instant.parse("2031-03-05T10:30:00Z").getEpochSecond();

  /** On a machine that has other things to do. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Where no answer comes. */
  private static final Duration LITTLE_PATIENCE = Duration.ofSeconds(3);

  @TempDir Path folder;

  private final AtomicLong seconds = new AtomicLong(START);

  /** By how many seconds the wall's clock was set. */
  private final AtomicLong set = new AtomicLong();

  private final FeedClock clock =
      new FeedClock(
          () -> Instant.ofEpochSecond(seconds.get() + set.get()),
          () -> seconds.get() * 1_000_000_000L);
  private final Queue<Fact> facts = new ConcurrentLinkedQueue<>();
  private final Queue<PublishedText> texts = new ConcurrentLinkedQueue<>();
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<Answer> script = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @FunctionalInterface
  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  @BeforeEach
  void begin() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(
        exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getOrDefault("If-None-Match", List.of()));
    Answer answer = null;
    try {
      // a poll may ask before the test says what is answered
      answer = script.poll(PATIENCE.toSeconds() / 2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (exchange) {
      (answer == null ? status(500, "nothing is left of the script") : answer).to(exchange);
    }
  }

  private static Answer status(int status, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  private static Answer with(String header, String value, Answer answer) {
    return exchange -> {
      exchange.getResponseHeaders().set(header, value);
      answer.to(exchange);
    };
  }

  /** Begins a body and never ends it. */
  private static void hang(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    body.write("{\"data\": [".getBytes(StandardCharsets.UTF_8));
    body.flush();
    sleep();
  }

  private static String index(String... dayAndValue) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < dayAndValue.length; i += 2) {
      long day = Instant.parse(dayAndValue[i] + "T00:00:00Z").getEpochSecond();
      rows.add("{\"value\": \"%s\", \"timestamp\": \"%d\"}".formatted(dayAndValue[i + 1], day));
    }
    return "{\"data\": [" + String.join(",", rows) + "]}";
  }

  private RunningPolls start(String... settings) {
    return start(PATIENCE, settings);
  }

  private RunningPolls start(Duration patience, String... settings) {
    List<String> assignments = new ArrayList<>(List.of("kafka.bootstrap-servers=127.0.0.1:1"));
    Map<String, String> environment = new TreeMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      environment.put("VALUE_" + i, settings[i + 1]);
      assignments.add("collect.polls." + settings[i] + "=${env:VALUE_" + i + "}");
    }
    List<PollPlan> plans = CollectConfig.load(null, assignments, environment).polls().plans();
    return RunningPolls.start(plans, folder, facts::add, texts::add, clock, patience);
  }

  private String here() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private RunningPolls mood() {
    return mood(PATIENCE);
  }

  private RunningPolls mood(Duration patience) {
    return start(patience, "mood.kind", "fear-greed", "mood.endpoint", here());
  }

  /** The next answer is given when the clock has gone on. */
  private void next(Duration later, Answer answer) throws InterruptedException {
    script.add(answer);
    seconds.addAndGet(later.toSeconds());
    await(script::isEmpty);
  }

  private static void await(BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it did not come in time").isLessThan(end);
      Thread.sleep(20);
    }
  }

  private void awaitWords(RunningPolls polls, String words) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!String.join("\n", polls.words()).contains(words)) {
      assertThat(System.nanoTime()).as("not '%s' but %s", words, polls.words()).isLessThan(end);
      Thread.sleep(20);
    }
  }

  @Test
  void whateverTheServerDoesEachValueGoesOutOnce() throws InterruptedException {
    Duration hour = Duration.ofHours(1);
    String first = index("2031-03-05", "40", "2031-03-04", "55");
    try (RunningPolls polls = mood(LITTLE_PATIENCE)) {
      next(Duration.ZERO, with("ETag", "\"a\"", status(200, first)));
      awaitWords(polls, "NEW=2");
      next(hour, status(304, ""));
      awaitWords(polls, "NOT_MODIFIED=1");
      assertThat(List.copyOf(requests).get(1)).contains("[\"a\"]");
      assertThat(polls.isWell()).isTrue();

      next(hour, with("Retry-After", "7200", status(429, "later")));
      awaitWords(polls, "LIMITED=1");
      assertThat(polls.isWell()).isFalse();
      seconds.addAndGet(7_190);
      Thread.sleep(600);
      assertThat(requests).as("not before it may").hasSize(3);

      next(Duration.ofSeconds(10), status(500, "broken"));
      awaitWords(polls, "it answers 500 broken");
      next(hour, RunningPollsTest::hang);
      awaitWords(polls, "began an answer and did not end it within 3.0 s");
      next(hour, status(200, "{\"index\": {\"now\": 41}}"));
      awaitWords(polls, "UNREADABLE=1");
      next(hour, status(200, first));
      awaitWords(polls, "REPEATED=2");
      next(hour, status(200, index("2031-03-05", "42", "2031-03-04", "55")));
      awaitWords(polls, "REVISED=1");
      assertThat(polls.isWell()).isTrue();
    }
    long day = 86_400_000_000L;
    long today = Instant.parse("2031-03-05T00:00:00Z").getEpochSecond() * 1_000_000;
    assertThat(facts)
        .containsExactly(
            new Metric("*", today - day, today, "fear_greed", 55),
            new Metric("*", today, START * 1_000_000, "fear_greed", 40),
            new Metric("*", today, seconds.get() * 1_000_000, "fear_greed", 42));
  }

  @Test
  void aClockThatIsSetBackAndForthStopsNoPoll() throws InterruptedException {
    Duration hour = Duration.ofHours(1);
    try (RunningPolls polls = mood()) {
      next(Duration.ZERO, status(200, index("2031-03-05", "40")));
      awaitWords(polls, "NEW=1");
      set.set(-2 * hour.toSeconds());
      next(hour, status(200, index("2031-03-05", "41")));
      awaitWords(polls, "REVISED=1");
      set.set(2 * hour.toSeconds());
      Thread.sleep(600);
      assertThat(requests).as("no interval has passed").hasSize(2);
      next(hour, status(200, index("2031-03-05", "42")));
      awaitWords(polls, "REVISED=2");
    }
    assertThat(facts)
        .extracting(Fact::availableAt)
        .containsExactly(
            START * 1_000_000, (START - 3_600) * 1_000_000, (START + 14_400) * 1_000_000);
  }

  @Test
  void aRestartRepeatsNothing() throws InterruptedException {
    try (RunningPolls polls = mood()) {
      next(Duration.ZERO, status(200, index("2031-03-05", "40")));
      awaitWords(polls, "NEW=1");
    }
    assertThat(folder.resolve("mood.known")).exists();
    try (RunningPolls polls = mood()) {
      next(Duration.ZERO, status(200, index("2031-03-05", "40")));
      awaitWords(polls, "REPEATED=1");
    }
    assertThat(facts).hasSize(1);
  }

  @Test
  void whatCannotBeKeptCostsNothingButARepetition() throws Exception {
    Files.createDirectory(folder.resolve("mood.known"));
    try (RunningPolls polls = mood()) {
      next(Duration.ZERO, status(200, index("2031-03-05", "40")));
      awaitWords(polls, "NEW=1");
    }
    assertThat(facts).hasSize(1);
  }

  @Test
  void aDeadSourceDoesNotHoldUpAnother() throws InterruptedException {
    try (RunningPolls polls =
        start(
            "dead.kind", "fear-greed",
            "dead.endpoint", "http://127.0.0.1:1",
            "desk.kind", "feed",
            "desk.url", here() + "/rss")) {
      next(
          Duration.ZERO,
          status(200, "<rss><channel><item><title>Coin X falls</title></item></channel></rss>"));
      await(() -> texts.size() == 1);
      awaitWords(polls, "does not answer");
      assertThat(polls.isWell()).isFalse();
      List<String> numbers = new ArrayList<>();
      polls.metrics((name, value) -> numbers.add(name + value));
      assertThat(numbers)
          .contains("poll_well{poll=\"dead\"} 0", "poll_well{poll=\"desk\"} 1")
          .contains("poll_events_total{poll=\"desk\",event=\"new\"} 1");
    }
  }

  @Test
  void anEndlessAnswerIsNotReadToItsEnd() throws InterruptedException {
    try (RunningPolls polls = mood()) {
      next(
          Duration.ZERO,
          exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 1_000; i++) {
              exchange.getResponseBody().write(part);
            }
          });
      awaitWords(polls, "more than 8 MiB");
    }
  }

  @Test
  void whatDoesNotComeIsToldInOwnWords() throws InterruptedException {
    Duration hour = Duration.ofHours(1);
    try (RunningPolls polls = mood(LITTLE_PATIENCE)) {
      next(Duration.ZERO, exchange -> sleep());
      awaitWords(polls, "has not answered within 3.0 s");
      next(hour, exchange -> exchange.sendResponseHeaders(200, 1_000));
      awaitWords(polls, "broke off its answer");
      next(hour, with("Location", "/elsewhere", status(304, "")));
      awaitWords(polls, "NOT_MODIFIED=1");
      assertThat(polls.words().toString()).doesNotContain("Exception: request timed out");
    }
    try (RunningPolls polls = start("m.kind", "fear-greed", "m.endpoint", "http://127.0.0.1:1")) {
      awaitWords(polls, "does not answer: no connection to it");
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(20_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theCharsetOfAnAnswersHeadIsThatOfItsText() throws InterruptedException {
    try (RunningPolls polls = start("d.kind", "feed", "d.url", here() + "/rss")) {
      byte[] body =
          "<rss><channel><item><title>Caf\u00e9</title></item></channel></rss>"
              .getBytes(StandardCharsets.ISO_8859_1);
      next(
          Duration.ZERO,
          exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/xml; Charset=\"iso-8859-1\"");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          });
      awaitWords(polls, "NEW=1");
    }
    assertThat(texts).extracting(text -> text.item().title()).containsExactly("Caf\u00e9");
  }

  @Test
  void aKeyGoesToItsSourceAndNowhereElse() throws InterruptedException {
    try (RunningPolls polls =
        start("m.kind", "macro", "m.series", "DGS10", "m.key", KEY, "m.endpoint", here())) {
      next(Duration.ZERO, with("Location", here() + "/elsewhere", status(302, "")));
      awaitWords(polls, "it answers 302 and points to " + here() + "/(hidden)");
      assertThat(requests).singleElement().asString().contains("api_key=" + KEY);
      next(Duration.ofHours(2), status(400, "bad api_key " + KEY));
      awaitWords(polls, "it answers 400");
      assertThat(polls.words().toString()).doesNotContain(KEY);
    }
  }

  @Test
  void noPartOfAKeyIsShownHoweverTheServerWritesIt() throws InterruptedException {
    String key = "k3y Of+the/test-1234567890";
    String encoded = "k3y+Of%2Bthe%2Ftest-1234567890";
    List<String> echoes =
        List.of(
            "x".repeat(140) + key,
            "bad api_key " + key.toUpperCase(Locale.ROOT),
            "bad api_key " + encoded.toLowerCase(Locale.ROOT),
            "bad api_key " + encoded.replace("+", "%20"),
            "bad api_key " + key.replace('+', ' '));
    List<String> bodies = new ArrayList<>(echoes);
    bodies.add(key.replace(' ', '_'));
    bodies.add("{\"error\": \"" + "x".repeat(50) + key + "\"}");
    bodies.add("{\"observations\": [{\"date\": \"" + key + "\"}]}");
    try (RunningPolls polls =
        start("m.kind", "macro", "m.series", "DGS10", "m.key", key, "m.endpoint", here())) {
      int failures = 0;
      for (String body : bodies) {
        for (int status : new int[] {400, 403, 429, 200}) {
          next(Duration.ofHours(2), status(status, body));
          failures++;
          int told = failures;
          await(() -> failed(polls) == told);
          assertThat(polls.words().toString().toLowerCase(Locale.ROOT))
              .as(status + " " + body)
              .doesNotContain("k3y", "xxxx", "1234")
              .contains(status == 200 ? "the answer cannot be read" : Integer.toString(status));
        }
      }
    }
  }

  private static long failed(RunningPolls polls) {
    List<Long> failures = new ArrayList<>();
    polls.metrics(
        (name, value) -> {
          if (name.matches(".*event=\"(failed|limited|unreadable)\".*")) {
            failures.add(value);
          }
        });
    return failures.stream().mapToLong(Long::longValue).sum();
  }

  @ParameterizedTest
  @CsvSource({
    "1209600, 1209600",
    "' 90 ', 90",
    "99999999999999999999, 999999999999",
    "'Wed, 12 Mar 2031 10:30:00 GMT', 604800",
    "'Wednesday, 12-Mar-31 10:30:00 GMT', 604800",
    "'Wed Mar 12 10:30:00 2031', 604800",
    "'Thu Mar  6 10:30:00 2031', 86400",
    "'Friday, 05-Mar-99 10:30:00 GMT', 0",
    "'Wed, 12 Mar 2031 10:30:00 +0100', 601200",
    "'Wed, 05 Mar 2031 10:29:00 GMT', 0",
    "'Wed, 42 Mar 2031 10:29:00 GMT', 0",
    "soon, 0",
    "-5, 0",
    "'', 0"
  })
  void theTimeToWaitIsReadInEachFormOfTheStandard(String header, long seconds) {
    assertThat(RetryAfter.seconds(header, Instant.ofEpochSecond(START))).isEqualTo(seconds);
  }

  @Test
  void anAnswerThatNamesTwoWeeksIsNotAskedAgainBefore() throws InterruptedException {
    try (RunningPolls polls = mood()) {
      next(Duration.ZERO, with("Retry-After", "1209600", status(503, "closed")));
      awaitWords(polls, "it answers 503");
      seconds.addAndGet(1_209_590);
      Thread.sleep(600);
      assertThat(requests).hasSize(1);
      next(Duration.ofSeconds(10), status(200, index("2031-03-19", "40")));
      awaitWords(polls, "NEW=1");
    }
  }

  @Test
  void theFirstLineOfThePageSaysWhichPollsAreNotAnswered() throws Exception {
    Properties client = new Properties();
    client.setProperty("bootstrap.servers", "127.0.0.1:1");
    try (KafkaFacts sink = new KafkaFacts(client, "", 10);
        RunningPolls polls = mood();
        StatusPage page = new StatusPage(0, List.of(), sink, List.of(polls))) {
      next(Duration.ZERO, status(500, "broken"));
      awaitWords(polls, "it answers 500");
      HttpResponse<String> answer = page(page);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).startsWith("NOT every poll is answered: mood\n");
      next(Duration.ofHours(1), status(200, index("2031-03-05", "40")));
      awaitWords(polls, "NEW=1");
      await(polls::isWell);
      answer = page(page);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).startsWith("every feed receives\n");
    }
  }

  private static HttpResponse<String> page(StatusPage page) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + page.port() + "/");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aFeedThatMovedIsFollowed() throws InterruptedException {
    try (RunningPolls polls = start("d.kind", "feed", "d.url", here() + "/old")) {
      script.add(with("Location", here() + "/new", status(301, "")));
      script.add(status(200, "<rss><channel><item><title>Coin X</title></item></channel></rss>"));
      awaitWords(polls, "NEW=1");
      assertThat(requests).hasSize(2);
    }
  }
}
