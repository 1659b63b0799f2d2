package io.tidemark.core.feature.context;

import static io.tidemark.core.feature.DriftRole.IGNORE;
import static io.tidemark.core.feature.FeatureFunction.Needs.CLOCK;
import static io.tidemark.core.feature.FeatureParameter.span;

import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.FeatureFunction;
import java.util.List;

/** What the instrument's clock says, UTC. It goes round: its drift is ignored. */
public final class ClockFunctions {

  private ClockFunctions() {}

  public static List<FeatureFunction> all() {
    return List.of(
        cycle("hour_sin", "sin(2 pi x part of the day that is over)", Clocks.Cycle::ofDay, false),
        cycle("hour_cos", "cos(2 pi x part of the day that is over)", Clocks.Cycle::ofDay, true),
        cycle(
            "weekday_sin",
            "sin(2 pi x part of the week that is over since Monday)",
            Clocks.Cycle::ofWeek,
            false),
        cycle(
            "weekday_cos",
            "cos(2 pi x part of the week that is over since Monday)",
            Clocks.Cycle::ofWeek,
            true),
        FeatureFunction.of(
            "minutes_to_funding",
            CLOCK,
            "minutes, above 0, the interval at most",
            "minutes to the next multiple of the interval since midnight",
            "",
            IGNORE,
            (a, bar) -> new Clocks.MinutesToFunding(a.span("interval")),
            span("interval", "1h", "1d").or("8h")));
  }

  /** Makes a cycle of a name, sine or cosine. */
  private interface CycleMaker {
    Feature make(String name, boolean cosine);
  }

  private static FeatureFunction cycle(
      String name, String formula, CycleMaker maker, boolean cosine) {
    return FeatureFunction.of(
        name, CLOCK, "-1 to 1", formula, "", IGNORE, (a, bar) -> maker.make(name, cosine));
  }
}
