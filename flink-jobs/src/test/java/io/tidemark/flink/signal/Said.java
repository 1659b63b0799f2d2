package io.tidemark.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.RetrainRequest;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.testbed.PlainRun;
import io.tidemark.flink.testbed.Valid;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What a run said of one instrument, from its lines in hexadecimal. */
final class Said {

  private Said() {}

  static List<DriftAlert> pauses(Map<String, List<String>> alerts, String instrument) {
    return decoded(alerts, instrument, Topic.DRIFT_ALERTS.format()).stream()
        .filter(alert -> alert.status() == DriftStatus.PAUSED)
        .toList();
  }

  /** The only one of a phase. */
  static DriftAlert pause(Map<String, List<String>> alerts, String instrument, AlertPhase phase) {
    return pauses(alerts, instrument).stream()
        .filter(alert -> alert.phase() == phase)
        .reduce(
            (one, other) -> {
              throw new AssertionError("two pauses: " + one + ", " + other);
            })
        .orElseThrow();
  }

  /** What the stretches say one after the other is what the plain loop says. */
  static void assertSays(PlainRun plain, SignalRun... stretches) {
    assertThat(joined(SignalRun::signals, stretches)).isEqualTo(plain.signals);
    assertThat(joined(SignalRun::driftAlerts, stretches)).isEqualTo(plain.driftAlerts);
    assertThat(joined(SignalRun::retrainRequests, stretches)).isEqualTo(plain.retrainRequests);
    assertThat(joined(SignalRun::riskAlerts, stretches)).isEqualTo(plain.riskAlerts);
  }

  private static Map<String, List<String>> joined(
      Function<SignalRun, Map<String, List<String>>> topic, SignalRun... stretches) {
    Map<String, List<String>> joined = new TreeMap<>();
    for (SignalRun stretch : stretches) {
      topic
          .apply(stretch)
          .forEach(
              (key, lines) -> joined.computeIfAbsent(key, any -> new ArrayList<>()).addAll(lines));
    }
    return joined;
  }

  static List<RetrainRequest> requests(Map<String, List<String>> requests, String instrument) {
    return decoded(requests, instrument, Topic.RETRAIN_REQUESTS.format());
  }

  static List<Signal> signals(Map<String, List<String>> signals, String instrument) {
    return decoded(signals, instrument, Topic.SIGNALS.format());
  }

  private static <T> List<T> decoded(
      Map<String, List<String>> lines, String instrument, OutputFormat<T> format) {
    return lines.getOrDefault(instrument, List.of()).stream()
        .map(line -> Valid.of(format.decode(HexFormat.of().parseHex(line))))
        .toList();
  }
}
