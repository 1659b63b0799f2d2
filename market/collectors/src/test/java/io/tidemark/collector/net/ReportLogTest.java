package io.tidemark.collector.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.collector.feed.FeedAction.Report;
import io.tidemark.collector.feed.FeedAction.Report.Kind;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What of a bad day's reports becomes lines of the log. */
final class ReportLogTest {

  private final AtomicLong now = new AtomicLong(7);
  private final ReportLog log = new ReportLog(now::get);

  private long lines(Kind kind, int reports) {
    return IntStream.range(0, reports)
        .filter(i -> log.line(new Report(kind, "again")).isPresent())
        .count();
  }

  @Test
  void lossesByTheThousandAreTenLinesInTenSeconds() {
    assertThat(lines(Kind.TRADES_LOST, 1_000)).isEqualTo(10);
    assertThat(lines(Kind.REFUSED, 1_000)).isEqualTo(1);
    assertThat(lines(Kind.BOOK_LOST, 3)).as("the control: another kind, and few").isEqualTo(3);
  }

  @Test
  void whatWasNotLoggedIsSaidLater() {
    lines(Kind.TRADES_LOST, 1_000);
    now.addAndGet(10_000_000_000L);
    Report report = new Report(Kind.TRADES_LOST, "of BTC-USDT@binance");
    assertThat(log.line(report))
        .contains("TRADES_LOST of BTC-USDT@binance (990 more of this kind were not logged)");
    assertThat(log.line(report)).contains("TRADES_LOST of BTC-USDT@binance");
  }

  @Test
  void aPageOfHtmlIsOneShortLine() {
    String page = "<html>\r\n\u001b[31m" + "x".repeat(5_000);
    assertThat(log.line(new Report(Kind.REFUSED, page)).orElseThrow())
        .startsWith("REFUSED <html> [31mxxx")
        .endsWith("... (5013 characters)")
        .hasSizeLessThan(350);
  }
}
