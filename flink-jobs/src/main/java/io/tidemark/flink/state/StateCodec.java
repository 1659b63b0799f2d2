package io.tidemark.flink.state;

import io.tidemark.core.drift.DriftStateCodec;
import io.tidemark.core.risk.RiskStateCodec;
import io.tidemark.core.serve.InstrumentStateCodec;
import io.tidemark.core.state.Codec;
import io.tidemark.core.strategy.StrategyStateCodec;
import io.tidemark.core.strategy.WatchedStateCodec;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Every codec that a savepoint may name, under the id that it writes there. A codec's class may be
 * renamed or moved, an id may not: it is for ever. A new codec is one more constant.
 *
 * <p>Savepoints of form 1 named a codec by its class. Those names are kept as they were then and do
 * not follow the class; a constant that came later has an empty one.
 */
enum StateCodec {
  /** What the signal job keeps of an instrument: bars, features, windows, models asked for. */
  INSTRUMENT_STATE(
      "instrument-state", InstrumentStateCodec::new, "io.tidemark.core.score.InstrumentStateCodec"),
  /** What the drift gate keeps of an instrument. */
  DRIFT_STATE("drift-state", DriftStateCodec::new, "io.tidemark.core.drift.DriftStateCodec"),
  /** What the risk gate keeps of an instrument. */
  RISK_STATE("risk-state", RiskStateCodec::new, "io.tidemark.core.risk.RiskStateCodec"),
  /** An arrival that the sequence job holds. */
  HELD("held", HeldCodec::new, "io.tidemark.core.sequence.HeldCodec"),
  /** An event of the log, between operators. */
  LOG_EVENT("log-event", LogEventCodec::new, "io.tidemark.core.fact.LogEventCodec"),
  /** What is read of the input topics, between operators. */
  ARRIVAL("arrival", ArrivalCodec::new, ""),
  /** A fact that the log has, by which the sequence job knows its repetitions. */
  FACT_DIGEST("fact-digest", FactDigestCodec::new, ""),
  /** What the decision over several models keeps of an instrument. */
  STRATEGY_STATE("strategy-state", StrategyStateCodec::new, ""),
  /** The features that such a decision looks at. */
  WATCHED_STATE("watched-state", WatchedStateCodec::new, "");

  private final String id;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor, which keeps nothing
  private final Supplier<Codec<?>> maker;

  private final Class<?> type;
  private final String nameInForm1;

  StateCodec(String id, Supplier<Codec<?>> maker, String nameInForm1) {
    this.id = id;
    this.maker = maker;
    this.type = maker.get().getClass();
    this.nameInForm1 = nameInForm1;
  }

  /** What a savepoint knows it by. */
  String id() {
    return id;
  }

  /** A codec of its own, for one thread. */
  @SuppressWarnings("unchecked") // whoever asks has the constant from a codec or snapshot of T
  <T> Codec<T> codec() {
    return (Codec<T>) maker.get();
  }

  /**
   * The constant of a codec.
   *
   * @throws IllegalArgumentException if there is none
   */
  static StateCodec of(Codec<?> codec) {
    return Arrays.stream(values())
        .filter(each -> each.type.equals(codec.getClass()))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    codec.getClass().getName()
                        + " has no id in StateCodec, by which a savepoint could name it"));
  }

  /**
   * The constant of an id.
   *
   * @throws IOException if there is none
   */
  static StateCodec ofId(String id) throws IOException {
    return Arrays.stream(values())
        .filter(each -> each.id.equals(id))
        .findAny()
        .orElseThrow(
            () ->
                unknown(
                    id,
                    Arrays.stream(values()).map(StateCodec::id).collect(Collectors.joining(", "))));
  }

  /**
   * The constant of a class's name, by which form 1 knew a codec.
   *
   * @throws IOException if there is none
   */
  static StateCodec ofForm1(String name) throws IOException {
    return Arrays.stream(values())
        .filter(each -> each.nameInForm1.equals(name))
        .findAny()
        .orElseThrow(
            () ->
                unknown(
                    name,
                    Arrays.stream(values())
                        .map(each -> each.nameInForm1)
                        .collect(Collectors.joining(", "))));
  }

  private static IOException unknown(String name, String known) {
    return new IOException(
        "the state was written by the codec "
            + name
            + ", which this version does not know: it knows "
            + known);
  }
}
