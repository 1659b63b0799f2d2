package io.tidemark.flink.signal;

import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.Intake;
import io.tidemark.core.serve.InstrumentState;
import io.tidemark.core.serve.ServeOutcome;
import io.tidemark.flink.metrics.InstrumentGauges;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.metrics.RecentShare;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/** What FEATURES + SCORE shows of each instrument. */
public final class ScoreGauges {

  private static final double MICROS = 1e6;

  private final InstrumentGauges gauges;
  private final boolean timeOfTheWall;
  private final double barLength;
  private final Map<String, Shown> shown = new HashMap<>();

  /**
   * @param operator the operator's metric group
   * @param most instruments that have gauges of their own
   * @param wall the wall clock, ms since the epoch
   * @param timeOfTheWall whether the market's time is the wall clock's
   * @param barLength of the job's own model, µs
   */
  public ScoreGauges(
      MetricGroup operator, int most, LongSupplier wall, boolean timeOfTheWall, long barLength) {
    this.gauges =
        InstrumentGauges.open(
            operator,
            most,
            wall,
            List.of(
                MetricId.WARM_UP_LEFT,
                MetricId.UNSCORED,
                MetricId.PRICE_AGE,
                MetricId.CLOCK,
                MetricId.CLOCK_AHEAD,
                MetricId.LATE_SHARE,
                MetricId.DUPLICATE_SHARE,
                MetricId.SERVING_VERSION,
                MetricId.UPDATE_REFUSED));
    this.timeOfTheWall = timeOfTheWall;
    this.barLength = barLength;
  }

  /** Whether the next instrument that is new has none. */
  public boolean isFull() {
    return gauges.isFull();
  }

  /**
   * Shows what is known before the task's first event of an instrument.
   *
   * @param own the job's own model
   */
  public void show(String instrument, InstrumentState state, ModelRef own) {
    Shown at = of(instrument);
    if (at != null) {
      ModelRef active = state.serving.active;
      at.state(state, active == null ? own : active);
    }
  }

  /** Shows what is after an event. */
  public void show(LogEvent event, InstrumentState state, ServeOutcome outcome) {
    Shown at = of(event.instrument());
    if (at == null) {
      return;
    }
    at.state(state, outcome.model().ref());
    at.intake(event.fact().kind(), outcome.score().intake());
    at.assessed(state.scoring.clock, outcome.score().assessment());
  }

  private @Nullable Shown of(String instrument) {
    Shown found = shown.get(instrument);
    if (found == null) {
      InstrumentGauges.Series series = gauges.of(instrument);
      if (series != null) {
        found = new Shown(series);
        shown.put(instrument, found);
      }
    }
    return found;
  }

  /** Of one instrument. */
  private final class Shown {

    private final InstrumentGauges.Series series;
    private final RecentShare late = new RecentShare();
    private final RecentShare duplicate = new RecentShare();
    private ModelRef serving = ModelRef.NONE;

    /** The clock when the model was last asked, µs; not known before the first event. */
    private long asked = Long.MIN_VALUE;

    Shown(InstrumentGauges.Series series) {
      this.series = series;
    }

    @SuppressWarnings("ReferenceEquality") // the same version is mostly the same object
    void state(InstrumentState state, ModelRef serves) {
      long clock = state.scoring.clock;
      if (clock != Long.MIN_VALUE) {
        long price = state.scoring.priceAvailableAt;
        series.set(MetricId.PRICE_AGE, price == 0 ? Double.NaN : (clock - price) / MICROS);
        series.time(MetricId.CLOCK, clock);
        if (timeOfTheWall) {
          series.time(MetricId.CLOCK_AHEAD, clock);
        }
      }
      series.set(MetricId.UPDATE_REFUSED, state.serving.alert != null);
      if (serves != serving) {
        serving = serves;
        series.set(
            MetricId.SERVING_VERSION,
            serves.isWellFormed() ? Long.parseLong(serves.version()) : Double.NaN);
      }
    }

    void intake(EventKind kind, Intake intake) {
      if (kind == EventKind.TICK) {
        return;
      }
      duplicate.add(intake == Intake.DUPLICATE);
      series.set(MetricId.DUPLICATE_SHARE, duplicate.share());
      if (intake != Intake.DUPLICATE && (kind == EventKind.TRADE || kind == EventKind.CANDLE)) {
        late.add(intake == Intake.LATE);
        series.set(MetricId.LATE_SHARE, late.share());
      }
    }

    void assessed(long clock, @Nullable Assessment assessment) {
      if (assessment != null) {
        series.set(MetricId.WARM_UP_LEFT, assessment.barsToWarm());
      }
      if (asked == Long.MIN_VALUE || (assessment != null && assessment.scored())) {
        asked = clock;
      }
      series.set(MetricId.UNSCORED, asked == Long.MIN_VALUE ? 0 : (clock - asked) / barLength);
    }
  }
}
