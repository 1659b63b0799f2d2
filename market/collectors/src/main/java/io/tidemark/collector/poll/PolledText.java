package io.tidemark.collector.poll;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.PublishedText;
import io.tidemark.core.fact.TextItem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An item of a feed.
 *
 * @param feed whose it is
 * @param time when it was published; null where it does not say
 * @param changed when it was last changed; null where it does not say
 */
record PolledText(Feed feed, TextItem item, @Nullable FeedTime time, @Nullable FeedTime changed)
    implements PollItem {

  /**
   * Whose items they are.
   *
   * @param name for people
   * @param category such as news
   * @param instrument of which they speak, or {@code *}
   */
  record Feed(String name, String category, String instrument) {}

  private static final int DIGEST_BYTES = 16;

  @Override
  public String key() {
    return digest(item.id());
  }

  @Override
  public String otherKey() {
    return item.url().isEmpty() ? "" : digest(item.url());
  }

  @Override
  public String content() {
    return digest(item.title() + "\n" + item.text());
  }

  @Override
  public long describes() {
    return time == null ? UNKNOWN : time.published();
  }

  @Override
  public long version() {
    return changed == null ? describes() : changed.published();
  }

  @Override
  public long notBefore() {
    return describes();
  }

  @Override
  public long knownByRule() {
    return time == null ? Long.MAX_VALUE : time.known();
  }

  @Override
  public Parsed<PollAction> publish(long availableAt) {
    long published = time == null ? availableAt : time.published();
    return PublishedText.of(
            feed.instrument(), published, availableAt, feed.name(), feed.category(), item)
        .then(text -> Parsed.valid(new PollAction.PublishText(text)));
  }

  /** So long a text is remembered by so few characters. */
  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
