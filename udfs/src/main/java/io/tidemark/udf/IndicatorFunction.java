package io.tidemark.udf;

import java.util.Set;
import java.util.function.Supplier;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.functions.FunctionRequirement;
import org.jspecify.annotations.Nullable;

/**
 * The shell around one core {@link Indicator}: an aggregate that folds the rows of {@code OVER
 * (PARTITION BY ... ORDER BY ... ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)} and answers
 * with the indicator's value at the current row. How far it looks back is its own parameter, not
 * the frame's: the accumulator holds the indicator's bounded cells and nothing else, and there is
 * no {@code retract}, so that the result has the core's bits.
 *
 * <p>NULL while it cannot be known yet, and for a row that is no bar, which is not taken in.
 */
public abstract class IndicatorFunction
    extends AggregateFunction<@Nullable Double, IndicatorFunction.Fold> {

  private static final long serialVersionUID = 1L;

  /** What an indicator has learnt from the rows of one partition. */
  public static final class Fold {

    /** The indicator with its parameters; empty before the first row. */
    public String indicator = "";

    /** The indicator's cells. */
    public double[] cells = {};

    /** Its value at the last row, NaN where it has none. */
    public double value = Double.NaN;
  }

  private transient @Nullable Indicator indicator;
  private @Nullable String parameters;

  /** For the functions of this package. */
  IndicatorFunction() {}

  @Override
  public Fold createAccumulator() {
    return new Fold();
  }

  @Override
  public @Nullable Double getValue(Fold fold) {
    return Double.isNaN(fold.value) ? null : fold.value;
  }

  /** Back to what it was before the first row. */
  public void resetAccumulator(Fold fold) {
    fold.indicator = "";
    fold.cells = new double[0];
    fold.value = Double.NaN;
  }

  @Override
  public Set<FunctionRequirement> getRequirements() {
    return Set.of(FunctionRequirement.OVER_WINDOW_ONLY);
  }

  /**
   * The indicator of these parameters, and {@code fold} made ready for it.
   *
   * @throws IllegalArgumentException if the parameters make no sense, or are not those of the rows
   *     before
   */
  final Indicator ready(Fold fold, String wanted, Supplier<Indicator> make) {
    Indicator current = indicator;
    if (current == null || !wanted.equals(parameters)) {
      current = make.get();
      indicator = current;
      parameters = wanted;
    }
    if (fold.indicator.isEmpty()) {
      fold.indicator = wanted;
      fold.cells = new double[current.cells()];
    } else if (!fold.indicator.equals(wanted)) {
      throw new IllegalArgumentException(
          "the parameters must be the same in every row: first "
              + fold.indicator
              + ", now "
              + wanted);
    }
    return current;
  }

  /** NULL as the core says it. */
  static double orNan(@Nullable Double x) {
    return x == null ? Double.NaN : x;
  }
}
