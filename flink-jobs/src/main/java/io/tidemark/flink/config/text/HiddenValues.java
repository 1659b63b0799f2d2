package io.tidemark.flink.config.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Values that nobody may see, such as those that references name: where one of them stands in
 * words, in whatever case and encoding, it is taken out. These values, and nothing else: no name
 * and no form makes a text a secret.
 */
public final class HiddenValues {

  /** What stands where a value stood. */
  public static final String HIDDEN = "(hidden)";

  public static final HiddenValues NONE = of(List.of());

  private final List<String> values;
  private final List<Pattern> written;

  private HiddenValues(List<String> values) {
    this.values = values;
    this.written = values.stream().map(HiddenValues::written).toList();
  }

  /** These values; empty ones count for none. */
  public static HiddenValues of(Collection<String> values) {
    // a value that is part of another one must not cut it
    return new HiddenValues(
        values.stream()
            .filter(each -> !each.isEmpty())
            .distinct()
            .sorted(Comparator.comparing(String::length).reversed())
            .toList());
  }

  /** All of these and of others. */
  public HiddenValues and(HiddenValues others) {
    List<String> all = new ArrayList<>(values);
    all.addAll(others.values);
    return of(all);
  }

  /** Those that are at least so long, in characters. */
  public HiddenValues ofLength(int least) {
    return of(values.stream().filter(each -> each.length() >= least).toList());
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** The words without the values. */
  public String hide(String words) {
    String left = words;
    for (Pattern each : written) {
      left = each.matcher(left).replaceAll(HIDDEN);
    }
    return left;
  }

  /** How many there are: this is shown, and no value. */
  @Override
  public String toString() {
    return values.size() + " " + HIDDEN;
  }

  /** Each character as itself, as the parts of a URL write it, or as JSON escapes it. */
  private static Pattern written(String value) {
    StringBuilder pattern = new StringBuilder();
    value
        .codePoints()
        .mapToObj(Character::toString)
        .forEach(character -> pattern.append(written(character, new StringBuilder("(?:\\\\?"))));
    return Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  private static StringBuilder written(String character, StringBuilder pattern) {
    pattern.append(Pattern.quote(character)).append('|');
    for (byte each : character.getBytes(StandardCharsets.UTF_8)) {
      pattern.append(String.format(Locale.ROOT, "%%%02x", each));
    }
    pattern.append('|');
    character
        .chars()
        .forEach(unit -> pattern.append(String.format(Locale.ROOT, "\\\\u%04x", unit)));
    boolean isBlank = character.equals(" ") || character.equals("+");
    return pattern.append(isBlank ? "|[ +]" : "").append(')');
  }
}
