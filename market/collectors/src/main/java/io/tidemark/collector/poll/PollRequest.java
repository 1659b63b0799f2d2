package io.tidemark.collector.poll;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What is asked for by HTTP GET. A key stands apart from the address, so that no text that is made
 * of the address shows it.
 */
public final class PollRequest {

  private static final String HIDDEN = "(hidden)";

  private final URI address;
  private final String keyName;
  private final String key;

  private PollRequest(URI address, String keyName, String key) {
    this.address = address;
    this.keyName = keyName;
    this.key = key;
  }

  /** Without a key. */
  public static PollRequest of(String address) {
    return new PollRequest(URI.create(address), "", "");
  }

  /**
   * With a key behind the address.
   *
   * @param keyName the name of its parameter; the address has others before it
   * @param key empty for none
   */
  public static PollRequest of(String address, String keyName, String key) {
    return new PollRequest(URI.create(address), keyName, key);
  }

  /** The address without its key. */
  public URI address() {
    return address;
  }

  /** The address as the other side must see it; for no log. */
  public URI withKey() {
    return key.isEmpty()
        ? address
        : URI.create(
            address + "&" + keyName + "=" + URLEncoder.encode(key, StandardCharsets.UTF_8));
  }

  public boolean hasKey() {
    return !key.isEmpty();
  }

  /** The words, with the key taken out of them. */
  public String withoutKey(String words) {
    return key.isEmpty()
        ? words
        : words
            .replace(key, HIDDEN)
            .replace(URLEncoder.encode(key, StandardCharsets.UTF_8), HIDDEN);
  }

  /** The address without its query, in which some sources want a secret. */
  @Override
  public String toString() {
    return address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath();
  }
}
