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
    return read(body, "");
  }

  @Override
  public Parsed<PollReading> read(byte[] body, String charset) {
    return TextBytes.text(body, charset)
        .map(this::read)
        .orElseGet(
            () ->
                Parsed.rejected(
                    RejectReason.UNDECODABLE,
                    "the answer says that it is written in '" + TextBytes.declared(body) + "'"));
  }

  private Parsed<PollReading> read(String document) {
    String text = document.stripLeading();
    if (text.isEmpty()) {
      return Parsed.rejected(RejectReason.EMPTY, "the answer is empty");
    }
    return switch (text.charAt(0)) {
      case '{' -> FeedJson.read(text, feed);
      case '<' -> FeedXml.read(text, feed, LinkBase.ofHost(url));
      default ->
          Parsed.rejected(
              RejectReason.UNDECODABLE,
              "the answer is neither JSON nor XML: it begins with neither { nor <");
    };
  }
}
