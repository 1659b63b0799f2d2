package io.tidemark.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.collector.feed.FeedMoment;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.TextItem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Feeds as they are really written: in many charsets, with bases and with wrong characters. */
final class FeedFormsTest {

  private static final FeedSource FEED = source("https://e.example/s3cr3t/rss");
  private static final FeedMoment NOW = new FeedMoment(1_930_000_000_000_000L, 1);

  @ParameterizedTest
  @CsvSource({
    "UTF-8, '', ''",
    "UTF-8, UTF-8, ''",
    "UTF-16, '', ''",
    "UTF-16, UTF-16, UTF-8",
    "UTF-16LE, '', ''",
    "UTF-16BE, UTF-16, utf-8",
    "windows-1251, windows-1251, ''",
    "windows-1251, '', windows-1251",
    "windows-1251, ISO-8859-1, windows-1251",
    "windows-1251, windows-1251, x-nobody-knows",
    "UTF-8, UTF-16, ''",
    "Shift_JIS, Shift_JIS, ''",
  })
  void whatADocumentIsWrittenInIsFoundByItsBytesByHttpAndByItself(
      String written, String declared, String named) {
    String title = written.equals("Shift_JIS") ? "\u30b3\u30a4\u30f3" : "\u0426\u0435\u043d\u0430";
    String head =
        declared.isEmpty() ? "" : "<?xml version=\"1.0\" encoding=\"" + declared + "\"?>\n";
    byte[] body = (head + rss(title)).getBytes(Charset.forName(written));
    assertThat(item(FEED.read(body, named)).title()).isEqualTo(title);
  }

  /** The control of the above: the wrong charset gives other characters. */
  @Test
  void aDocumentThatSaysNothingIsReadAsUtf8() {
    byte[] body = rss("\u0426\u0435\u043d\u0430").getBytes(Charset.forName("windows-1251"));
    assertThat(item(FEED.read(body, "")).title()).contains("\uFFFD");
    byte[] json =
        "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{\"title\": \"\u0426\"}]}"
            .getBytes(StandardCharsets.UTF_16);
    assertThat(item(FEED.read(json, "")).title()).isEqualTo("\u0426");
  }

  @Test
  void aRelativeAddressCountsFromTheNearestBase() {
    List<? extends PollItem> items =
        reading(
                FEED.read(
                    utf8(
                        """
                        <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/blog/">
                          <entry><id>1</id><title>a</title><link href="one.html"/></entry>
                          <entry xml:base="2031/"><id>2</id><title>b</title>
                            <link href="two.html"/></entry>
                          <entry><id>3</id><title>c</title>
                            <link xml:base="https://c.example/" href="/three"/></entry>
                          <entry><id>4</id><title>d</title>
                            <link href="https://d.example/4"/></entry>
                          <entry><id>5</id><title>e</title><link href="not an address"/></entry>
                        </feed>
                        """)))
            .items();
    assertThat(items)
        .extracting(each -> ((PolledText) each).item().url())
        .containsExactly(
            "https://b.example/blog/one.html",
            "https://b.example/blog/2031/two.html",
            "https://c.example/three",
            "https://d.example/4",
            "not an address");
  }

  @Test
  void withoutABaseOnlyTheHostOfTheFeedIsAddedForItsPathMayBeASecret() {
    assertThat(item(FEED.read(utf8(linked("/news/1")))).url())
        .isEqualTo("https://e.example/news/1");
    assertThat(item(FEED.read(utf8(linked("news/1")))).url()).isEqualTo("news/1");
  }

  @Test
  void codeWithinTheMarkupOfAnEntryIsNoText() {
    String entry =
        """
        <feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title>t</title>
          <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
            <style>p { color: red }</style><p>One<SCRIPT>track(<b>now</b>)</SCRIPT> two</p>
            <script src="x"/>three</div></content></entry></feed>
        """;
    assertThat(item(FEED.read(utf8(entry))).text()).isEqualTo("One two three");
  }

  @ParameterizedTest
  @CsvSource({
    "'Coin\u0001X', 1",
    "'Coin&#1;X', 1",
    "'Coin&#x1F;X', 1",
    "'Coin&#xD800;X', 1",
    "'Coin\u000B\uFFFF&#xFFFE;X', 3",
    "'Coin&#99999999;X', 1",
    "'Coin&#9;X', 0",
    "'Coin&#x20;X', 0",
  })
  void aCharacterThatXmlForbidsCostsItselfAndIsTold(String title, int mended) {
    PollReading reading = reading(FEED.read(utf8(rss(title))));
    assertThat(reading.mended()).isEqualTo(mended);
    assertThat(((PolledText) reading.items().get(0)).item().title()).isEqualTo("Coin X");
    Poller poller =
        new Poller(
            new PollPlan("desk", FEED, Duration.ofMinutes(5), Duration.ofDays(3)),
            new PollMemory(),
            new Random(7));
    poller.step(new PollEvent.Passed(), NOW);
    List<PollAction> actions =
        poller.step(
            new PollEvent.Answered(
                200, new PollEvent.Head(0, PollEvent.Version.NONE), utf8(rss(title))),
            NOW);
    assertThat(actions).hasAtLeastOneElementOfType(PollAction.PublishText.class);
    assertThat(actions.toString().contains(mended + " characters that XML forbids"))
        .isEqualTo(mended > 0);
    assertThat(poller.state().counts().containsKey(PollCount.MENDED)).isEqualTo(mended > 0);
  }

  private static FeedSource source(String url) {
    return new FeedSource(url, new PolledText.Feed("desk", "news", "*"));
  }

  private static PollReading reading(Parsed<PollReading> parsed) {
    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    return ((Parsed.Valid<PollReading>) parsed).value();
  }

  private static TextItem item(Parsed<PollReading> parsed) {
    return ((PolledText) reading(parsed).items().get(0)).item();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String rss(String title) {
    return "<rss><channel><item><title>" + title + "</title></item></channel></rss>";
  }

  private static String linked(String link) {
    return "<rss><channel><item><title>t</title><link>" + link + "</link></item></channel></rss>";
  }
}
