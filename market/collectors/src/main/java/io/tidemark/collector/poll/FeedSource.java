package io.tidemark.collector.poll;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;

/**
 * A feed of texts: RSS 2.0 and 1.0, Atom, JSON Feed, told apart by how they begin.
 *
 * @param url its address
 * @param feed whose items they are
 */
record FeedSource(String url, PolledText.Feed feed) implements PollSource {

  @Override
  public PollRequest request(long since, long now) {
    return PollRequest.ofFeed(url);
  }

  @Override
  public Parsed<PollReading> read(byte[] body) {
    int first = 0;
    while (first < body.length && isBeforeText(body[first])) {
      first++;
    }
    if (first == body.length) {
      return Parsed.rejected(RejectReason.EMPTY, "the answer is empty");
    }
    if (body[first] != '{' && body[first] != '<') {
      return Parsed.rejected(
          RejectReason.UNDECODABLE,
          "the answer is neither JSON nor XML: it begins with neither { nor <");
    }
    return body[first] == '{' ? FeedJson.read(body, feed) : FeedXml.read(body, feed);
  }

  /** White space, and the three bytes of a mark of byte order. */
  private static boolean isBeforeText(byte b) {
    return b == ' '
        || b == '\n'
        || b == '\r'
        || b == '\t'
        || b == (byte) 0xEF
        || b == (byte) 0xBB
        || b == (byte) 0xBF;
  }
}
