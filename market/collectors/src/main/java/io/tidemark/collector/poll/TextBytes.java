package io.tidemark.collector.poll;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes of a feed as text. What they are written in is said, the strongest first, by a mark of byte
 * order, by HTTP, by the first bytes of XML and by its declaration (RFC 7303, section 3); else it
 * is UTF-8. A bad byte spoils one character and not the whole.
 */
final class TextBytes {

  private static final Pattern DECLARED =
      Pattern.compile("<\\?xml[^>]*\\bencoding *= *[\"']([A-Za-z0-9._:-]{1,40})[\"']");
  private static final int HEAD = 200;
  private static final String MARK = "\uFEFF";

  private TextBytes() {}

  /**
   * The text, without its mark of byte order.
   *
   * @param named by HTTP; empty, or a name that nobody knows, names nothing
   * @return empty if the document itself says that it is written in what nobody knows
   */
  static Optional<String> text(byte[] bytes, String named) {
    return charset(bytes, named)
        .map(
            charset -> {
              String text = new String(bytes, charset);
              return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
            });
  }

  /** What an XML document says of itself; empty where it says nothing. */
  static String declared(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
    Matcher declared = DECLARED.matcher(head);
    return declared.find() ? declared.group(1) : "";
  }

  private static Optional<Charset> charset(byte[] bytes, String named) {
    Optional<Charset> marked = wide(bytes);
    if (marked.isPresent()) {
      return marked;
    }
    if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    Optional<Charset> byHttp = known(named);
    if (byHttp.isPresent() && !isWide(byHttp.get())) {
      return byHttp;
    }
    String declared = declared(bytes);
    Optional<Charset> byDocument =
        declared.isEmpty() ? Optional.of(StandardCharsets.UTF_8) : known(declared);
    // one who could read the declaration so sees that these bytes are not wide
    return byDocument.map(charset -> isWide(charset) ? StandardCharsets.UTF_8 : charset);
  }

  /** UTF-16, by its mark or by how a document of XML or JSON begins in it. */
  private static Optional<Charset> wide(byte[] bytes) {
    if (begins(bytes, 0xFE, 0xFF) || begins(bytes, 0, '<') || begins(bytes, 0, '{')) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    if (begins(bytes, 0xFF, 0xFE) || begins(bytes, '<', 0) || begins(bytes, '{', 0)) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    return Optional.empty();
  }

  private static boolean isWide(Charset charset) {
    return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
  }

  private static boolean begins(byte[] bytes, int... first) {
    for (int i = 0; i < first.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != first[i]) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Charset> known(String name) {
    try {
      return name.isEmpty() ? Optional.empty() : Optional.of(Charset.forName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
