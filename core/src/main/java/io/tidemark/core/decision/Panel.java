package io.tidemark.core.decision;

import java.util.List;
import java.util.Map;

/**
 * All that a decision looks at, as of one event.
 *
 * @param clock the instrument's, µs since the epoch
 * @param price the newest, quote per base; NaN if there was none
 * @param voices of the strategy's members
 * @param features values by their calls, such as {@code rsi(14)}; one that is not known is missing
 *     or NaN
 */
public record Panel(long clock, double price, List<Voice> voices, Map<String, Double> features) {

  public Panel {
    voices = List.copyOf(voices);
    features = Map.copyOf(features);
  }

  /** What a member says; one that nobody heard of says nothing. */
  public Voice voice(String member) {
    for (Voice voice : voices) {
      if (voice.member().equals(member)) {
        return voice;
      }
    }
    return Voice.silent(member, Abstention.NOT_WARM);
  }

  /** The value of a feature; NaN if it is not known. */
  public double feature(String call) {
    return features.getOrDefault(call, Double.NaN);
  }
}
