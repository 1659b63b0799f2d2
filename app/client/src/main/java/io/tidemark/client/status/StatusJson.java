package io.tidemark.client.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.config.ContextInput;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A status for programs: one object of JSON, times as ISO 8601 in UTC. */
public final class StatusJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private StatusJson() {}

  /**
   * One line.
   *
   * @param target what a command has to be told to reach this deployment; begins with a space, or
   *     is empty
   */
  public static String of(InstrumentStatus status, String target) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("instrument", status.name());
    all.put("verdict", status.verdict().name());
    all.put("market_time", status.at().told() ? time(status.at().market()) : null);
    all.put("signal", signal(status.signal()));
    all.put("blocked", status.alerts().risk().stream().map(each -> risk(status, each)).toList());
    all.put("drift", status.alerts().drift().stream().map(StatusJson::drift).toList());
    all.put("refused_updates", status.alerts().model().stream().map(StatusJson::model).toList());
    all.put("all_alerts_read", status.alerts().whole());
    all.put("missing", missing(status));
    all.put("log", log(status));
    all.put("dead_letters", refusals(status.refusals()));
    all.put("model", models(status.models()));
    all.put("to_do", Advice.on(status, target));
    try {
      return MAPPER.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts, numbers, lists and maps only", e);
    }
  }

  private static @Nullable Map<String, @Nullable Object> signal(@Nullable Signal signal) {
    if (signal == null) {
      return null;
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("id", signal.id());
    map.put("action", signal.action().name());
    map.put("reason", signal.recommendation().reason());
    map.put("size", signal.recommendation().size());
    map.put("strength", number(signal.prediction().strength()));
    map.put("event_time", time(signal.eventTime()));
    map.put("valid_until", time(signal.recommendation().validUntil()));
    return map;
  }

  private static Map<String, @Nullable Object> risk(InstrumentStatus status, RiskAlert alert) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("id", alert.id());
    map.put("rule", alert.rule().name());
    map.put("since", time(alert.occurrence().openedAt()));
    map.put("observed", number(alert.observed()));
    map.put("limit", number(alert.limit()));
    if (alert.rule() == RiskRule.WARM_UP && status.warmUpLeft(alert) >= 0) {
      map.put("bars_left", status.warmUpLeft(alert));
    }
    map.put("detail", alert.detail());
    return map;
  }

  private static Map<String, Object> drift(DriftAlert alert) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", alert.id());
    map.put("status", alert.status().name());
    map.put("since", time(alert.occurrence().openedAt()));
    map.put("model", alert.model().id() + "/" + alert.model().version());
    map.put("detail", alert.detail());
    return map;
  }

  private static Map<String, Object> model(ModelAlert alert) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", alert.id());
    map.put("action", alert.action().name());
    map.put("model", alert.model().name());
    map.put("since", time(alert.occurrence().openedAt()));
    map.put("detail", alert.detail());
    return map;
  }

  private static List<String> missing(InstrumentStatus status) {
    List<String> missing =
        new ArrayList<>(
            status.instrument().inputs().stream()
                .filter(input -> status.log().input(input) == null)
                .map(StatusJson::name)
                .toList());
    if (status.log().price() == null) {
      missing.add(0, "price");
    }
    return missing;
  }

  private static String name(ContextInput input) {
    return input.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Map<String, @Nullable Object> log(InstrumentStatus status) {
    LogEvidence log = status.log();
    LogEvent last = log.last();
    LogEvent price = log.price();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("records_read", log.records());
    map.put("newest_kind", last == null ? null : last.fact().kind().name());
    map.put("newest", last == null ? null : time(last.availableAt()));
    map.put("written", last == null ? null : time(last.appendedAt()));
    map.put("still", status.still());
    map.put("newest_price", price == null ? null : time(price.availableAt()));
    map.put("trades", log.trades());
    map.put("late_share", number(log.lateShare()));
    return map;
  }

  private static Map<String, Object> refusals(Refusals refusals) {
    Map<String, Integer> reasons = new LinkedHashMap<>();
    refusals.reasons().forEach((reason, count) -> reasons.put(reason.name(), count));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("read", refusals.looked());
    map.put("about_it", refusals.count());
    map.put("reasons", reasons);
    map.put("newest", refusals.newestLine());
    return map;
  }

  private static Map<String, @Nullable Object> models(Models models) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("of_the_signal", models.signed());
    map.put("serving", name(models.serving()));
    map.put("shadow", name(models.shadow()));
    return map;
  }

  private static @Nullable String name(@Nullable ModelUpdate update) {
    return update == null ? null : update.model().name();
  }

  private static @Nullable Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static String time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }
}
