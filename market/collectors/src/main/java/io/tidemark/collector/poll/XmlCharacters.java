package io.tidemark.collector.poll;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with blanks for what XML 1.0 (section 2.2) lets stand nowhere, also as a reference: by one
 * such character a parser refuses the whole document.
 *
 * @param text of the same meaning
 * @param mended how many there were
 */
record XmlCharacters(String text, int mended) {

  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x{D800}-\\x{DFFF}\\x{FFFE}\\x{FFFF}]"
              + "|&#(?:(\\d{1,10})|x([0-9A-Fa-f]{1,8}));");

  /** Mends a document. */
  static XmlCharacters of(String document) {
    Matcher found = FORBIDDEN.matcher(document);
    StringBuilder text = new StringBuilder(document.length());
    int mended = 0;
    int from = 0;
    while (found.find()) {
      if (isForbidden(found)) {
        mended++;
        text.append(document, from, found.start()).append(' ');
        from = found.end();
      }
    }
    return mended == 0
        ? new XmlCharacters(document, 0)
        : new XmlCharacters(text.append(document, from, document.length()).toString(), mended);
  }

  private static boolean isForbidden(Matcher found) {
    if (found.group(1) == null && found.group(2) == null) {
      return true;
    }
    long code =
        found.group(1) != null
            ? Long.parseLong(found.group(1))
            : Long.parseLong(found.group(2), 16);
    boolean isBlank = code == '\t' || code == '\n' || code == '\r';
    return (code < ' ' && !isBlank)
        || (code >= 0xD800 && code <= 0xDFFF)
        || code == 0xFFFE
        || code == 0xFFFF
        || code > Character.MAX_CODE_POINT;
  }
}
