package io.tidemark.flink.signal;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.RetrainRequest;
import io.tidemark.core.risk.Signal;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.testbed.Valid;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What a run said of one instrument, from its lines in hexadecimal. */
final class Said {

  private Said() {}

  static List<DriftAlert> pauses(Map<String, List<String>> alerts, String instrument) {
    return decoded(alerts, instrument, OutputFormat.driftAlerts()).stream()
        .filter(alert -> alert.status() == DriftStatus.PAUSED)
        .toList();
  }

  static List<RetrainRequest> requests(Map<String, List<String>> requests, String instrument) {
    return decoded(requests, instrument, OutputFormat.retrainRequests());
  }

  static List<Signal> signals(Map<String, List<String>> signals, String instrument) {
    return decoded(signals, instrument, OutputFormat.signals());
  }

  private static <T> List<T> decoded(
      Map<String, List<String>> lines, String instrument, OutputFormat<T> format) {
    return lines.getOrDefault(instrument, List.of()).stream()
        .map(line -> Valid.of(format.decode(HexFormat.of().parseHex(line))))
        .toList();
  }
}
