package io.tidemark.collector.poll;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What an address in a feed counts from, as {@code xml:base} says. Of the feed's own address only
 * the host counts: behind that there may be a secret, which must not become part of a text.
 *
 * @param address empty where there is none
 * @param isSaid whether the document says it
 */
record LinkBase(String address, boolean isSaid) {

  /** The base of a document from this address that says nothing of it. */
  static LinkBase ofHost(String feed) {
    try {
      URI uri = URI.create(feed);
      return new LinkBase(uri.getScheme() + "://" + uri.getRawAuthority() + "/", false);
    } catch (IllegalArgumentException e) {
      return new LinkBase("", false);
    }
  }

  /** The base within an element that says this of it; null or blank if it says nothing. */
  LinkBase within(@Nullable String said) {
    return said == null || said.isBlank() ? this : new LinkBase(resolved(said.strip()), true);
  }

  /**
   * The whole address; as it was written where it is whole, is none, or counts from what the
   * document does not say.
   */
  String whole(String written) {
    return isSaid || written.startsWith("/") ? resolved(written) : written;
  }

  private String resolved(String written) {
    try {
      URI base = URI.create(address);
      return base.isAbsolute() ? base.resolve(written).toString() : written;
    } catch (IllegalArgumentException e) {
      return written;
    }
  }
}
