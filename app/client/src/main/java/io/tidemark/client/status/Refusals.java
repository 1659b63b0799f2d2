package io.tidemark.client.status;

import io.tidemark.client.RecordText;
import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.flink.config.text.NearestKey;
import io.tidemark.flink.io.RawDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The dead letters of one instrument: those whose bytes hold its name. */
final class Refusals {

  /** So many names that nobody follows are remembered. */
  private static final int MOST_NAMES = 1_000;

  private final String instrument;
  private final byte[] name;
  private final RawDecoder decoder;
  private final Map<RejectReason, Integer> reasons = new EnumMap<>(RejectReason.class);
  private final Set<String> strangers = new TreeSet<>();
  private @Nullable DeadLetter newest;
  private int count;
  private int looked;

  Refusals(String instrument, String topicPrefix) {
    this.instrument = instrument;
    this.name = instrument.getBytes(StandardCharsets.UTF_8);
    this.decoder = new RawDecoder(topicPrefix);
  }

  void take(DeadLetter letter) {
    looked++;
    if (letter.reason() == RejectReason.UNKNOWN_INSTRUMENT
        && strangers.size() < MOST_NAMES
        && decoder.decode(letter.origin().topic(), letter.payload(), letter.recordedAt())
            instanceof Parsed.Valid<Fact> valid
        && !valid.value().instrument().equals(Instruments.ALL)) {
      strangers.add(valid.value().instrument());
    }
    if (!names(letter.payload())) {
      return;
    }
    count++;
    reasons.merge(letter.reason(), 1, Integer::sum);
    if (newest == null || letter.recordedAt() >= newest.recordedAt()) {
      newest = letter;
    }
  }

  private boolean names(byte[] payload) {
    for (int i = 0; i + name.length <= payload.length; i++) {
      if (Arrays.equals(payload, i, i + name.length, name, 0, name.length)) {
        return true;
      }
    }
    return false;
  }

  /** How many dead letters were looked at. */
  int looked() {
    return looked;
  }

  /** How many of them hold the instrument's name. */
  int count() {
    return count;
  }

  /** How many for each reason, in the order of the reasons. */
  Map<RejectReason, Integer> reasons() {
    return Collections.unmodifiableMap(reasons);
  }

  /** The newest of them, as a line; empty if there is none. */
  String newestLine() {
    return newest == null ? "" : RecordText.line(newest);
  }

  /** The name that is most like the instrument's, of records that nobody follows; or empty. */
  String nearestStranger() {
    return strangers.isEmpty() ? "" : NearestKey.to(instrument, strangers);
  }
}
