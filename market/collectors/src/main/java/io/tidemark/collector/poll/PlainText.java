package io.tidemark.collector.poll;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text without the HTML that feeds wrap it in: for programs that score words, not for display. */
final class PlainText {

  private static final Pattern COMMENT = Pattern.compile("<!--");
  private static final Pattern COMMENT_END = Pattern.compile("-->");
  private static final Pattern CODE =
      Pattern.compile("<(?:script|style)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern CODE_END =
      Pattern.compile("</(?:script|style)\\b[^<>]*>", Pattern.CASE_INSENSITIVE);
  private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]*>");
  private static final Pattern ENTITY = Pattern.compile("&(#\\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|\\w+);");
  private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0]+");
  private static final Map<String, String> NAMED =
      Map.of(
          "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ", "ndash", "–",
          "mdash", "—", "hellip", "…", "rsquo", "’");

  private PlainText() {}

  /**
   * The words, with single spaces between them.
   *
   * @param most characters; the rest is cut off
   */
  static String of(String html, int most) {
    // tags take space: what is far behind cannot become part of the text
    String begin = cut(html, 8 * most);
    String words = without(without(begin, COMMENT, COMMENT_END), CODE, CODE_END);
    String untagged = TAG.matcher(words).replaceAll(" ");
    String decoded = ENTITY.matcher(untagged).replaceAll(PlainText::character);
    return cut(SPACE.matcher(decoded).replaceAll(" ").strip(), most);
  }

  /** What never ends goes on to the end of the text. */
  private static String without(String text, Pattern begin, Pattern end) {
    StringBuilder rest = new StringBuilder();
    Matcher begins = begin.matcher(text);
    Matcher ends = end.matcher(text);
    int from = 0;
    while (begins.find(from)) {
      rest.append(text, from, begins.start()).append(' ');
      if (!ends.find(begins.end())) {
        return rest.toString();
      }
      from = ends.end();
    }
    return rest.append(text, from, text.length()).toString();
  }

  /** The text, at most so long, without half a character at its end. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }

  private static String character(MatchResult found) {
    String name = found.group(1);
    String text = NAMED.get(name);
    if (name.charAt(0) == '#') {
      boolean hex = name.charAt(1) == 'x' || name.charAt(1) == 'X';
      int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
      boolean isCharacter =
          Character.isValidCodePoint(code) && (code < 0xD800 || code > 0xDFFF) && code >= ' ';
      text = isCharacter ? Character.toString(code) : " ";
    }
    return Matcher.quoteReplacement(text == null ? found.group() : text);
  }
}
