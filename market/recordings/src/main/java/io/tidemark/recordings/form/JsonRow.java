package io.tidemark.recordings.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of a JSON array or object without blanks, whose values are text and numbers. */
public final class JsonRow {

  private JsonRow() {}

  /** The elements of an array, text without its quotes; {@code null} is empty. */
  public static List<String> cells(String element) {
    List<String> cells = new ArrayList<>();
    if (element.length() > 2 && element.startsWith("[")) {
      parts(element).forEach(part -> cells.add(value(part)));
    }
    return cells;
  }

  /** The values of an object by their names. */
  public static Map<String, String> fields(String element) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (element.length() > 2 && element.startsWith("{")) {
      for (String part : parts(element)) {
        int colon = part.indexOf("\":");
        if (colon > 0) {
          fields.put(part.substring(1, colon), value(part.substring(colon + 2)));
        }
      }
    }
    return fields;
  }

  /** What stands between the commas of the outermost pair of brackets. */
  private static List<String> parts(String element) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    boolean isText = false;
    int begin = 1;
    for (int i = 1; i < element.length() - 1; i++) {
      char c = element.charAt(i);
      if (isText) {
        i += c == '\\' ? 1 : 0;
        isText = c != '"';
      } else if (c == ',' && depth == 0) {
        parts.add(element.substring(begin, i));
        begin = i + 1;
      } else {
        isText = c == '"';
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      }
    }
    parts.add(element.substring(begin, element.length() - 1));
    return parts;
  }

  private static String value(String part) {
    boolean quoted = part.length() > 1 && part.startsWith("\"") && part.endsWith("\"");
    return quoted ? part.substring(1, part.length() - 1) : part.equals("null") ? "" : part;
  }
}
