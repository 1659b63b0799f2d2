package io.tidemark.recordings.message;

import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.protocol.NoFact;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What became of the messages of one recording: {@code messages = withFacts + passed + refused}.
 *
 * @param recording the exchange
 * @param messages lines read, without empty ones
 * @param withFacts messages that said at least one fact
 * @param passed messages that are as they should be and say none, by the first reason that they
 *     gave
 * @param refused messages that are not as they should be and say none, by the first reason
 * @param refusedInPart of the messages with facts: a part of them was refused
 * @param facts that are in the log, by kind; one message may say several
 * @param leftOut facts of instruments that are not played
 */
public record MessageCounts(
    String recording,
    long messages,
    long withFacts,
    Map<NoFact, Long> passed,
    Map<RejectReason, Long> refused,
    long refusedInPart,
    Map<EventKind, Long> facts,
    long leftOut) {

  /** With those of other messages of the same recording. */
  MessageCounts plus(MessageCounts more) {
    return new MessageCounts(
        recording,
        messages + more.messages,
        withFacts + more.withFacts,
        sum(passed, more.passed),
        sum(refused, more.refused),
        refusedInPart + more.refusedInPart,
        sum(facts, more.facts),
        leftOut + more.leftOut);
  }

  private static <K extends Enum<K>> Map<K, Long> sum(Map<K, Long> one, Map<K, Long> other) {
    Map<K, Long> sum = new TreeMap<>(one);
    other.forEach((key, count) -> sum.merge(key, count, Long::sum));
    return Collections.unmodifiableMap(sum);
  }

  /** Whether every message is accounted for. */
  public boolean balances() {
    return messages == withFacts + sum(passed) + sum(refused);
  }

  /** Dead letters: one for each message of which something was refused. */
  public long deadLetters() {
    return sum(refused) + refusedInPart;
  }

  /** For people. */
  public List<String> words() {
    return List.of(
        "%s: %,d messages = %,d with facts + %,d passed%s + %,d refused%s   %s"
            .formatted(
                recording,
                messages,
                withFacts,
                sum(passed),
                list(passed, NoFact::words),
                sum(refused),
                list(refused, reason -> reason.name().toLowerCase(Locale.ROOT)),
                balances() ? "balanced" : "NOT BALANCED"),
        "    facts: %,d%s; %,d of instruments that are left out; %,d messages refused in part"
            .formatted(
                sum(facts),
                list(facts, kind -> kind.name().toLowerCase(Locale.ROOT)),
                leftOut,
                refusedInPart));
  }

  private static <K extends Enum<K>> String list(Map<K, Long> counts, Function<K, String> words) {
    return counts.isEmpty()
        ? ""
        : counts.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(count -> "%s %,d".formatted(words.apply(count.getKey()), count.getValue()))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
