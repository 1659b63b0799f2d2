package io.tidemark.client;

/**
 * Text that others wrote, fit for a line of a terminal or of a page: what does not print, or prints
 * as something else than it is, stands there as an escape of JSON. That holds for control
 * characters, line separators, the marks that turn the direction of writing or have no width,
 * spaces other than the plain one, lone surrogates, and characters that Java does not know. So a
 * record cannot move the cursor, begin a line of its own, or look like another.
 *
 * <p>A backslash stays as it is: JSON in, JSON out, with the same meaning.
 */
public final class PrintableText {

  private PrintableText() {}

  /** The text with escapes; the same text if it needs none. */
  public static String of(String text) {
    return text.codePoints().allMatch(PrintableText::prints) ? text : escaped(text);
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (prints(c)) {
                out.appendCodePoint(c);
              } else {
                escape(c, out);
              }
            });
    return out.toString();
  }

  private static void escape(int c, StringBuilder out) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        for (char unit : Character.toChars(c)) {
          out.append("\\u%04x".formatted((int) unit));
        }
      }
    }
  }

  private static boolean prints(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
