package io.tidemark.core.score;

import io.tidemark.core.fact.Instruments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a model's manifest says of instruments.
 *
 * @param servedOn which it was made for: names such as {@code BTC-USDT@binance}, in which {@code *}
 *     stands for any characters; empty where nobody knows, and then it is any
 * @param runs by instrument, how long its feed had stood still at most when the model was trained;
 *     empty where that is not known
 */
public record ModelInstruments(List<String> servedOn, Map<String, LongestRuns> runs) {

  /** Nothing is said. */
  public static final ModelInstruments UNSTATED = new ModelInstruments(List.of(), Map.of());

  /** Most patterns of a manifest: each instrument's name is held against them. */
  public static final int MOST_PATTERNS = 1_000;

  /** Characters of {@link Instruments#isWellFormed}, and stars: another letter never matches. */
  private static final Pattern FORM = Pattern.compile("[A-Z0-9*-]+@[a-z0-9_*]+");

  public ModelInstruments {
    servedOn = List.copyOf(servedOn);
    runs = Map.copyOf(runs);
  }

  /**
   * Those of the same bases as some instruments, on any venue, against any quote and of any kind:
   * of {@code BTC-USDT@binance} and {@code BTC-USD@kraken} it is {@code BTC-*@*}.
   */
  public static List<String> ofBases(Collection<String> instruments) {
    return instruments.stream()
        .map(name -> name.substring(0, Math.max(0, name.indexOf('-'))))
        .filter(base -> !base.isEmpty())
        .distinct()
        .map(base -> base + "-*@*")
        .toList();
  }

  /** What is wrong with such patterns, one sentence each; empty when nothing is. */
  public static List<String> violations(List<String> servedOn) {
    List<String> found = new ArrayList<>();
    if (servedOn.size() > MOST_PATTERNS) {
      found.add("at most " + MOST_PATTERNS + " instruments, was " + servedOn.size());
    }
    for (String pattern : servedOn) {
      if (!FORM.matcher(pattern).matches()) {
        found.add(
            "an instrument such as BTC-USDT@binance, BTC-USDT@* or BTC-*@*, was "
                + (pattern.isEmpty() ? "nothing" : pattern));
      }
    }
    return found;
  }

  /** Whether the model was made for an instrument, or does not say for which. */
  public boolean serves(String instrument) {
    if (servedOn.isEmpty()) {
      return true;
    }
    for (String pattern : servedOn) {
      if (matches(pattern, instrument)) {
        return true;
      }
    }
    return false;
  }

  /** Without an object of its own: it may be asked a thousand times in a row. */
  private static boolean matches(String pattern, String name) {
    int at = 0;
    int star = -1; // the last star, and how much of the name it stands for
    int taken = 0;
    int i = 0;
    while (i < name.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        taken = i;
      } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(i)) {
        at++;
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++taken;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }
}
