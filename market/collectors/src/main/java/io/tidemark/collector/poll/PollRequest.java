package io.tidemark.collector.poll;

import io.tidemark.flink.config.text.HiddenValues;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is asked for by HTTP GET. A key stands apart from the address, and secrets within the
 * address are known, so that no text that is made of it shows them.
 */
public final class PollRequest {

  private static final String CUT = "...";
  private static final Pattern PLAIN_PATH =
      Pattern.compile("(/([A-Za-z._-]{0,16}|[A-Za-z0-9._-]{1,8}))*");

  private final URI address;
  private final String keyName;
  private final String key;
  private final boolean quotes;
  private final boolean isFeed;
  private final HiddenValues secrets;

  private PollRequest(
      URI address,
      String keyName,
      String key,
      boolean quotes,
      boolean isFeed,
      HiddenValues secrets) {
    this.address = address;
    this.keyName = keyName;
    this.key = key;
    this.quotes = quotes;
    this.isFeed = isFeed;
    this.secrets = secrets;
  }

  /** Without a key. */
  public static PollRequest of(String address) {
    return new PollRequest(URI.create(address), "", "", true, false, HiddenValues.NONE);
  }

  /** Of a feed: what its address has behind the path, and parts of the path, may be secrets. */
  static PollRequest ofFeed(String address) {
    URI uri = URI.create(address);
    boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null && hasPlainPath(uri);
    return new PollRequest(uri, "", "", plain, true, HiddenValues.NONE);
  }

  /** Whether no part of the path can be a secret: those are long, or have digits. */
  private static boolean hasPlainPath(URI address) {
    return PLAIN_PATH.matcher(address.getRawPath()).matches();
  }

  /**
   * With a key behind the address.
   *
   * @param keyName the name of its parameter; the address has others before it
   * @param key empty for none
   */
  public static PollRequest of(String address, String keyName, String key) {
    return new PollRequest(
        URI.create(address), keyName, key, key.isEmpty(), false, HiddenValues.of(List.of(key)));
  }

  /** The same, of which these values are not to be shown either. */
  PollRequest hiding(HiddenValues more) {
    return more.isEmpty()
        ? this
        : new PollRequest(address, keyName, key, false, isFeed, secrets.and(more));
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

  /**
   * Whether words of the other side, and words of a parser about them, may be shown: not where a
   * secret was sent, for it may come back in any form.
   */
  public boolean quotes() {
    return quotes;
  }

  /** The words, with the secrets taken out in whatever case and encoding they stand there. */
  public String withoutSecrets(String words) {
    return secrets.hide(words);
  }

  /**
   * The words on one line, first without the secrets and then cut.
   *
   * @param most characters; what is cut off is shown by three points
   */
  String shown(String words, int most) {
    String line = withoutSecrets(words).replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= most ? line : PlainText.cut(line, most) + CUT;
  }

  /**
   * Where an answer points to, for people. Only the host, where the rest may have a secret in it.
   *
   * @param location as the answer writes it, perhaps counted from this address
   */
  String elsewhere(String location) {
    try {
      URI target = address.resolve(location.strip());
      return target.getHost() == null ? "no address" : shown(target);
    } catch (IllegalArgumentException e) {
      return "no address";
    }
  }

  /** The address without its query, without a user, and without what else may be a secret. */
  @Override
  public String toString() {
    return shown(address);
  }

  private String shown(URI shown) {
    String host =
        shown.getScheme()
            + "://"
            + shown.getHost()
            + (shown.getPort() < 0 ? "" : ":" + shown.getPort());
    String query = shown.getRawQuery() == null ? "" : "?" + shown.getRawQuery();
    String fragment = shown.getRawFragment() == null ? "" : "#" + shown.getRawFragment();
    // hidden before it is cut: a secret may reach from the path into what is cut off
    String whole = secrets.hide(host + shown.getRawPath() + query + fragment);
    boolean isElsewhere = !shown.equals(address) && !secrets.isEmpty();
    return whole.startsWith(host) && (isElsewhere || (isFeed && !hasPlainPath(shown)))
        ? host + "/" + HiddenValues.HIDDEN
        : whole.split("[?#]", 2)[0];
  }
}
