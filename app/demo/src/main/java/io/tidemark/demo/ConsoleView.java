package io.tidemark.demo;

import io.tidemark.client.PrintableText;
import io.tidemark.client.RecordText;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.OutputTopic;
import io.tidemark.flink.io.Topic;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the output topics say, kept for the screen: the last signal and the open alerts of each
 * instrument. Alerts are printed as they come; of the dead letters the first of each reason, of the
 * signals the first. One thread at a time.
 */
final class ConsoleView {

  /** What is found later than this after it happened was read as a past, µs. */
  private static final long LONGEST_LIVE = 120_000_000L;

  private final PrintStream out;
  private final LineBudget alerts;
  private final boolean timeOfTheWall;
  private final Map<String, Consumer<ConsumerRecord<byte[], byte[]>>> takers = new HashMap<>();
  private final Map<String, Signal> lastSignals = new TreeMap<>();
  private final Map<String, Map<String, String>> openBlocks = new TreeMap<>();
  private final Set<String> deadReasons = new HashSet<>();

  /**
   * @param lines how many alerts, requests and shadow reports are printed, of each so many; the
   *     others are in their topics
   * @param timeOfTheWall whether the market runs by the wall clock: an alert of its past says when
   *     it was found
   */
  ConsoleView(PrintStream out, int lines, boolean timeOfTheWall) {
    this.out = out;
    this.timeOfTheWall = timeOfTheWall;
    this.alerts = new LineBudget(out, lines, "alerts");
    LineBudget requests = new LineBudget(out, lines, "requests");
    LineBudget shadows = new LineBudget(out, lines, "shadows");
    on(Topic.SIGNALS, (signal, at) -> signal(signal));
    on(
        Topic.DRIFT_ALERTS,
        (alert, at) -> alerts.print(RecordText.line(alert) + found(alert.eventTime(), at)));
    on(Topic.RETRAIN_REQUESTS, (request, at) -> requests.print(RecordText.line(request)));
    on(Topic.RISK_ALERTS, this::risk);
    on(
        Topic.MODEL_ALERTS,
        (alert, at) -> alerts.print(RecordText.line(alert) + found(alert.eventTime(), at)));
    on(Topic.MODEL_METRICS, (comparison, at) -> shadows.print(RecordText.line(comparison)));
    on(Topic.DEAD_LETTERS, (letter, at) -> dead(letter));
  }

  /**
   * @param what takes a value, and when it was written, ms since the epoch
   */
  private <T> void on(OutputTopic<T> topic, ObjLongConsumer<T> what) {
    OutputFormat<T> format = topic.format();
    takers.put(
        topic.topicName(),
        record -> what.accept(value(format.decode(record.value())), record.timestamp()));
  }

  /** Where an alert is dated back to a market's past: when it was found. */
  private String found(long eventTime, long writtenAt) {
    return timeOfTheWall && writtenAt * 1_000 - eventTime > LONGEST_LIVE
        ? "  (of the past; found " + RecordText.time(writtenAt * 1_000) + ")"
        : "";
  }

  /** The topics that it shows. */
  Topic[] topics() {
    return takers.keySet().stream().map(Topic::named).toArray(Topic[]::new);
  }

  /** Reads what has come. */
  int read(TopicReader reader) {
    return reader.poll(this::take);
  }

  /** Reads all that is there. */
  void drain(TopicReader reader) {
    reader.drain(this::take);
  }

  void take(ConsumerRecord<byte[], byte[]> record) {
    Consumer<ConsumerRecord<byte[], byte[]>> taker = takers.get(record.topic());
    if (taker == null) {
      throw new IllegalStateException("nobody asked for " + record.topic());
    }
    taker.accept(record);
  }

  /** The jobs' own output: if it can't be read, that is a bug. */
  private static <T> T value(Parsed<T> parsed) {
    if (parsed instanceof Parsed.Valid<T> valid) {
      return valid.value();
    }
    throw new IllegalStateException("unreadable output: " + parsed);
  }

  private void signal(Signal signal) {
    if (lastSignals.isEmpty()) {
      out.println(RecordText.line(signal) + "   <- the first signal");
    }
    lastSignals.put(signal.instrument(), signal);
  }

  private void risk(RiskAlert alert, long at) {
    Map<String, String> blocks =
        openBlocks.computeIfAbsent(alert.instrument(), i -> new LinkedHashMap<>());
    if (alert.phase() == AlertPhase.OPENED) {
      blocks.put(alert.id(), alert.detail());
    } else {
      blocks.remove(alert.id());
    }
    alerts.print(RecordText.line(alert) + found(alert.eventTime(), at));
  }

  private void dead(DeadLetter letter) {
    if (deadReasons.add(letter.reason().name())) {
      out.println(RecordText.line(letter) + "   <- the first of its kind");
    }
  }

  /** One line per instrument: what stands, or why nothing does. */
  List<String> lines(List<String> instruments) {
    List<String> lines = new ArrayList<>();
    for (String instrument : instruments) {
      Map<String, String> open = openBlocks.getOrDefault(instrument, Map.of());
      Signal last = lastSignals.get(instrument);
      String stands = last == null ? "no signal yet" : RecordText.decision(last);
      String why = open.isEmpty() ? "" : "  | blocked: " + String.join("; ", open.values());
      lines.add(PrintableText.of("    %-20s %s%s".formatted(instrument, stands, why)));
    }
    return lines;
  }
}
