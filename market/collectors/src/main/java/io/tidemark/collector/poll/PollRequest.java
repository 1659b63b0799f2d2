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

  private final URI address;
  private final String keyName;
  private final String key;
  private final boolean quotes;

  private PollRequest(URI address, String keyName, String key, boolean quotes) {
    this.address = address;
    this.keyName = keyName;
    this.key = key;
    this.quotes = quotes;
  }

  /** Without a key. */
  public static PollRequest of(String address) {
    return new PollRequest(URI.create(address), "", "", true);
  }

  /** Of a feed: what its address has behind the path may be a secret. */
  static PollRequest ofFeed(String address) {
    URI uri = URI.create(address);
    return new PollRequest(uri, "", "", uri.getRawQuery() == null);
  }

  /**
   * With a key behind the address.
   *
   * @param keyName the name of its parameter; the address has others before it
   * @param key empty for none
   */
  public static PollRequest of(String address, String keyName, String key) {
    return new PollRequest(URI.create(address), keyName, key, key.isEmpty());
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

  /** The address without its query, in which some sources want a secret, and without a user. */
  @Override
  public String toString() {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return address.getScheme() + "://" + address.getHost() + port + address.getRawPath();
  }
}
