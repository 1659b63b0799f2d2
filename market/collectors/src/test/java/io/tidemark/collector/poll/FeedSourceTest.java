package io.tidemark.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.collector.feed.FeedMoment;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.PublishedText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of RSS, Atom and JSON Feed. */
final class FeedSourceTest {

  private static final long NOW = micros("2031-03-05T10:30:00Z");
  private static final FeedSource FEED =
      new FeedSource("https://e.example/rss?token=t", new PolledText.Feed("desk", "news", "*"));

  /** When the next answer comes. */
  private long at = NOW;

  private final Poller poller =
      new Poller(
          new PollPlan("desk", FEED, Duration.ofMinutes(5), Duration.ofDays(3)),
          new PollMemory(),
          new Random(7));

  @Test
  void anItemOfRssIsReadWithoutItsMarkup() {
    assertThat(
            texts(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
                     xmlns:media="http://search.example/media">
                  <channel>
                    <title>The Desk</title><link>https://e.example</link><language>en-gb</language>
                    <item>
                      <title>Coin X &amp;amp; coin Y are <![CDATA[<b>listed</b>]]></title>
                      <media:title>Not this one</media:title>
                      <link>https://e.example/1</link>
                      <guid isPermaLink="false">desk-1</guid>
                      <pubDate>Wed, 05 Mar 2031 04:15:30 EST</pubDate>
                      <description>Short.</description>
                      <content:encoded><![CDATA[<p>Long &#8220;words&#8221;<br/>here.</p>
                        <script>track('<p>');</script><!-- no -->]]></content:encoded>
                    </item>
                  </channel>
                </rss>
                """))
        .singleElement()
        .satisfies(
            text -> {
              assertThat(text.eventTime()).isEqualTo(micros("2031-03-05T09:15:30Z"));
              assertThat(text.availableAt()).isEqualTo(micros("2031-03-05T09:15:30Z"));
              assertThat(text.source()).isEqualTo("desk");
              assertThat(text.item().id()).isEqualTo("desk-1");
              assertThat(text.item().title()).isEqualTo("Coin X & coin Y are listed");
              assertThat(text.item().text()).isEqualTo("Long “words” here.");
              assertThat(text.item().url()).isEqualTo("https://e.example/1");
              assertThat(text.item().language()).isEqualTo("en-gb");
            });
  }

  @Test
  void anEntryOfAtomHasItsOwnTitleAndAddress() {
    assertThat(
            texts(
                """
                <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
                  <title>Feed</title><id>urn:feed</id>
                  <entry>
                    <source><title>Elsewhere</title><id>urn:elsewhere</id></source>
                    <id>urn:1</id><title type="html">A &lt;i&gt;title&lt;/i&gt;</title>
                    <link rel="self" href="https://e.example/self"/>
                    <link href="https://e.example/2"/>
                    <updated>2031-03-05T10:00:00+01:00</updated>
                    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
                      <p>One</p><p>two</p></div></content>
                  </entry>
                </feed>
                """))
        .singleElement()
        .satisfies(
            text -> {
              assertThat(text.item().id()).isEqualTo("urn:1");
              assertThat(text.item().title()).isEqualTo("A title");
              assertThat(text.item().text()).isEqualTo("One two");
              assertThat(text.item().url()).isEqualTo("https://e.example/2");
              assertThat(text.item().language()).isEqualTo("de");
              assertThat(text.eventTime()).isEqualTo(micros("2031-03-05T09:00:00Z"));
            });
  }

  @Test
  void aPostOfJsonFeedMayHaveNoTitle() {
    assertThat(
            texts(
                """
                {"version": "https://jsonfeed.org/version/1.1", "title": "F", "language": "en",
                 "items": [
                   {"id": "7", "content_html": "<p>to the moon &#128640;</p>",
                    "url": "https://s.example/7", "date_published": "2031-03-05T10:29:00Z"},
                   {"id": "8", "url": "https://s.example/8"}]}
                """))
        .singleElement()
        .satisfies(text -> assertThat(text.item().text()).isEqualTo("to the moon 🚀"));
    assertThat(counted(PollCount.REFUSED)).as("the item without words").isEqualTo(1);
  }

  @Test
  void anAnswerWithTwoVersionsOfAnItemHasTheNewestAndOnlyOnce() {
    String early = "Wed, 05 Mar 2031 10:00:00 GMT";
    String late = "Wed, 05 Mar 2031 10:05:00 GMT";
    String body =
        rss(
            item("g", "", "Newest", late),
            item("g", "", "Older", early),
            item("h", "", "One", early),
            item("h", "", "Last", early),
            item("s", "", "Shown", early),
            item("s", "", "Not yet", "Wed, 05 Mar 2031 23:00:00 GMT"));
    assertThat(texts(body))
        .extracting(text -> text.item().title())
        .containsExactlyInAnyOrder("Newest", "Last", "Shown");
    assertThat(texts(body)).isEmpty();
    assertThat(texts(body)).isEmpty();
    assertThat(counted(PollCount.REVISED)).isZero();
  }

  @Test
  void ofTooManyItemsTheNewestAreRead() {
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < Poller.MOST_ITEMS; i++) {
      items.append(item("g" + i, "", "Old", "Wed, 05 Mar 2031 09:00:00 GMT"));
    }
    items.append(item("new", "", "Newest", "Wed, 05 Mar 2031 10:00:00 GMT"));
    assertThat(texts(rss(items.toString())))
        .hasSize(Poller.MOST_ITEMS)
        .extracting(text -> text.item().title())
        .contains("Newest");
    assertThat(counted(PollCount.REFUSED)).isEqualTo(1);
  }

  @Test
  void theVersionOfAnEntryIsByWhenItWasUpdated() {
    String entry =
        "<entry><id>urn:1</id><title>%s</title><published>2031-03-05T09:00:00Z</published>"
            + "<updated>2031-03-05T%s:00:00Z</updated></entry>";
    String body =
        "<feed xmlns='http://www.w3.org/2005/Atom'>"
            + entry.formatted("Mended", "10")
            + entry.formatted("First", "09")
            + "</feed>";
    assertThat(texts(body)).extracting(text -> text.item().title()).containsExactly("Mended");
    assertThat(texts(body)).isEmpty();
  }

  @Test
  void nullOfJsonFeedIsAbsentAndNoItemIsLostByIt() {
    List<PublishedText> texts =
        texts(
            """
            {"version": "https://jsonfeed.org/version/1.1", "language": null, "items": [
              {"id": null, "url": null, "title": null, "content_text": null,
               "content_html": "<p>One</p>", "date_published": null, "language": null,
               "date_modified": "2031-03-05T10:00:00Z"},
              {"id": null, "url": "https://s.example/2", "title": null, "content_text": "Two",
               "summary": null, "date_published": "2031-03-05T10:01:00Z"},
              {"id": null, "url": null, "title": null, "content_text": "Three",
               "date_published": "2031-03-05T10:02:00Z"},
              {"id": {"a": 1}, "url": [], "title": "Four",
               "date_published": "2031-03-05T10:03:00Z"}]}
            """);
    assertThat(texts)
        .extracting(text -> text.item().title() + text.item().text())
        .containsExactly("One", "Two", "Three", "Four");
    assertThat(texts).extracting(text -> text.item().language()).containsOnly("");
    assertThat(texts).extracting(text -> text.item().id()).doesNotHaveDuplicates();
  }

  @Test
  void aRepeatedAddressIsTheSameTextAndAChangedTextIsARevision() {
    texts(rss(item("g1", "https://e.example/1", "First", "Wed, 05 Mar 2031 10:00:00 GMT")));
    assertThat(
            texts(
                rss(item("g1b", "https://e.example/1", "First", "Wed, 05 Mar 2031 10:00:00 GMT"))))
        .isEmpty();
    assertThat(
            texts(
                rss(item("g1", "https://e.example/1", "Mended", "Wed, 05 Mar 2031 10:00:00 GMT"))))
        .singleElement()
        .satisfies(
            text -> {
              assertThat(text.item().title()).isEqualTo("Mended");
              assertThat(text.eventTime()).isEqualTo(micros("2031-03-05T10:00:00Z"));
              assertThat(text.availableAt()).isEqualTo(NOW + 600_000_000L);
            });
    assertThat(counted(PollCount.REVISED)).isEqualTo(1);
    assertThat(counted(PollCount.REPEATED)).isEqualTo(1);
  }

  @Test
  void aDateWithoutATimeCountsFromTheEndOfItsDayAndNoDateFromWhenItIsSeen() {
    List<PublishedText> texts =
        texts(
            rss(
                item("a", "", "Old day", "2031-03-04"),
                item("b", "", "Today", "2031-03-05"),
                item("c", "", "No date", "yesterday at noon")));
    assertThat(texts)
        .extracting(text -> text.item().title())
        .containsExactly("No date", "Old day", "Today");
    assertThat(texts)
        .extracting(PublishedText::availableAt)
        .containsExactly(NOW, micros("2031-03-05T00:00:00Z"), NOW);
    assertThat(texts.get(1).eventTime()).isEqualTo(micros("2031-03-04T00:00:00Z"));
  }

  @Test
  void whatIsToBePublishedLaterGoesOutThen() {
    String body = rss(item("a", "", "Soon", "Wed, 05 Mar 2031 10:34:00 GMT"));
    assertThat(texts(body)).isEmpty();
    assertThat(texts(body))
        .singleElement()
        .satisfies(text -> assertThat(text.availableAt()).isEqualTo(NOW + 300_000_000L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        <!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname">]>
        <rss><channel><item><title>&f;</title></item></channel></rss>
        """,
        """
        <!DOCTYPE rss SYSTEM "http://127.0.0.1:1/evil.dtd">
        <rss><channel><item><title>x</title></item></channel></rss>
        """,
        """
        <!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
          <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>
        <rss><channel><item><title>&d;</title></item></channel></rss>
        """
      })
  void aDocumentWithADtdIsRefused(String body) {
    assertThat(FEED.read(body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            Parsed.Rejected.class, rejected -> assertThat(rejected.detail()).contains("DTD"));
  }

  @Test
  void deepNestingAndEndlessMarkupCostNoMoreThanTheirLength() {
    String deep = "<x>".repeat(200_000);
    assertThat(FEED.read(("<rss><channel><item><title>" + deep).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Parsed.Rejected.class);
    long start = System.nanoTime();
    PlainText.of("<!--".repeat(500_000), 20_000);
    PlainText.of("<a <script".repeat(500_000), 20_000);
    PlainText.of("&#".repeat(500_000), 20_000);
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }

  @Test
  void theSecretPartOfAnAddressIsNotShown() {
    poller.step(new PollEvent.Passed(), moment(NOW));
    assertThat(poller.step(new PollEvent.Failed("gone"), moment(NOW)).toString())
        .contains("https://e.example/rss gone")
        .doesNotContain("token");
  }

  @Test
  void anotherEncodingIsReadAndABadByteSpoilsOneCharacter() {
    String item = item("a", "", "Caf\u00e9", "2031-03-04");
    String latin = "<?xml version='1.0' encoding='ISO-8859-1'?>" + rss(item);
    String wrong = "<?xml version='1.0' encoding='UTF-8'?>" + rss(item);
    String none = "<?xml version='1.0' encoding='x-none'?>" + rss(item);
    assertThat(title(latin)).isEqualTo("Caf\u00e9");
    assertThat(title(wrong)).isEqualTo("Caf\uFFFD");
    assertThat(FEED.read(none.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(Parsed.Rejected.class);
  }

  private static String title(String body) {
    PollReading reading =
        ((Parsed.Valid<PollReading>) FEED.read(body.getBytes(StandardCharsets.ISO_8859_1))).value();
    return ((PolledText) reading.items().get(0)).item().title();
  }

  @ParameterizedTest
  @CsvSource({
    "'Wed, 05 Mar 2031 04:15:30 +0530', 2031-03-04T22:45:30Z",
    "'5 Mar 31 04:15 GMT', 2031-03-05T04:15:00Z",
    "'Tue, 05 Mar 2031 04:15:30 GMT', 2031-03-05T04:15:30Z",
    "2031-03-05T04:15:30.250Z, 2031-03-05T04:15:30.250Z",
  })
  void timesAreReadAsFeedsWriteThem(String text, Instant time) {
    assertThat(FeedTime.parse(text).orElseThrow().published())
        .isEqualTo(time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000);
  }

  private static FeedMoment moment(long time) {
    return new FeedMoment(time, time);
  }

  private List<PublishedText> texts(String body) {
    poller.step(new PollEvent.Passed(), moment(at));
    List<PublishedText> texts =
        poller
            .step(
                new PollEvent.Answered(
                    200,
                    new PollEvent.Head(0, PollEvent.Version.NONE),
                    body.getBytes(StandardCharsets.UTF_8)),
                moment(at))
            .stream()
            .filter(PollAction.PublishText.class::isInstance)
            .map(action -> ((PollAction.PublishText) action).text())
            .toList();
    at += 300_000_000L;
    return texts;
  }

  private long counted(PollCount what) {
    return poller.state().counts().getOrDefault(what, 0L);
  }

  private static String rss(String... items) {
    return "<rss><channel>" + String.join("", items) + "</channel></rss>";
  }

  private static String item(String id, String url, String title, String date) {
    return "<item><guid>%s</guid><link>%s</link><title>%s</title><pubDate>%s</pubDate></item>"
        .formatted(id, url, title, date);
  }

  private static long micros(String time) {
    return Instant.parse(time).getEpochSecond() * 1_000_000;
  }
}
