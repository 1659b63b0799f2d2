package io.tidemark.collector.poll;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What is asked for by HTTP GET. A key stands apart from the address, so that no text that is made
 * of the address shows it.
 */
public final class PollRequest {

  private static final String HIDDEN = "(hidden)";
  private static final String CUT = "...";
  private static final Pattern PLAIN_PATH =
      Pattern.compile("(/([A-Za-z._-]{0,16}|[A-Za-z0-9._-]{1,8}))*");

  private final URI address;
  private final String keyName;
  private final String key;
  private final boolean quotes;
  private final boolean isFeed;

  private PollRequest(URI address, String keyName, String key, boolean quotes, boolean isFeed) {
    this.address = address;
    this.keyName = keyName;
    this.key = key;
    this.quotes = quotes;
    this.isFeed = isFeed;
  }

  /** Without a key. */
  public static PollRequest of(String address) {
    return new PollRequest(URI.create(address), "", "", true, false);
  }

  /** Of a feed: what its address has behind the path, and parts of the path, may be secrets. */
  static PollRequest ofFeed(String address) {
    URI uri = URI.create(address);
    boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null && hasPlainPath(uri);
    return new PollRequest(uri, "", "", plain, true);
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
    return new PollRequest(URI.create(address), keyName, key, key.isEmpty(), false);
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

  /** The words, with the key taken out of them in whatever case and encoding it stands there. */
  public String withoutKey(String words) {
    return key.isEmpty() ? words : written(key).matcher(words).replaceAll(HIDDEN);
  }

  /**
   * The words on one line, first without the key and then cut.
   *
   * @param most characters; what is cut off is shown by three points
   */
  String shown(String words, int most) {
    String line = withoutKey(words).replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= most ? line : PlainText.cut(line, most) + CUT;
  }

  /** Each character as itself, as the parts of a URL write it, or as JSON escapes it. */
  private static Pattern written(String key) {
    StringBuilder pattern = new StringBuilder();
    key.codePoints()
        .mapToObj(Character::toString)
        .forEach(
            character -> {
              StringBuilder url = new StringBuilder();
              for (byte each : character.getBytes(StandardCharsets.UTF_8)) {
                url.append("%%%02x".formatted(each));
              }
              StringBuilder json = new StringBuilder();
              character.chars().forEach(unit -> json.append("\\\\u%04x".formatted(unit)));
              String blank = character.equals(" ") || character.equals("+") ? "|[ +]" : "";
              pattern
                  .append("(?:\\\\?")
                  .append(Pattern.quote(character))
                  .append('|')
                  .append(url)
                  .append('|')
                  .append(json)
                  .append(blank)
                  .append(')');
            });
    return Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /**
   * Where an answer points to, for people. Only the host, where the rest may have a secret in it.
   *
   * @param location as the answer writes it, perhaps counted from this address
   */
  String elsewhere(String location) {
    try {
      URI target = address.resolve(location.strip());
      return target.getHost() == null ? "no address" : withoutKey(shown(target));
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
    String port = shown.getPort() < 0 ? "" : ":" + shown.getPort();
    boolean hidden = (!shown.equals(address) && !key.isEmpty()) || (isFeed && !hasPlainPath(shown));
    return shown.getScheme()
        + "://"
        + shown.getHost()
        + port
        + (hidden ? "/" + HIDDEN : shown.getRawPath());
  }
}
