package io.tidemark.flink.signal;

import io.tidemark.core.drift.DriftState;
import io.tidemark.core.drift.DriftStateCodec;
import io.tidemark.core.risk.RiskState;
import io.tidemark.core.risk.RiskStateCodec;
import io.tidemark.core.serve.InstrumentState;
import io.tidemark.core.serve.InstrumentStateCodec;
import io.tidemark.flink.state.StructSpec;

/**
 * What the signal job keeps of each instrument: one struct in each of three operators, which run in
 * one slot. Half of the slot's cache is the drift gate's, whose trees are larger than all else;
 * risk states are small.
 */
public final class SignalStructs {

  /** Of FEATURES + SCORE. */
  public static final StructSpec<InstrumentState> INSTRUMENT =
      new StructSpec<>(
          "instrument",
          InstrumentState.class,
          new InstrumentStateCodec(),
          InstrumentState::new,
          InstrumentState::heapBytes,
          4);

  /** Of the drift gate. */
  public static final StructSpec<DriftState> DRIFT =
      new StructSpec<>(
          "drift",
          DriftState.class,
          new DriftStateCodec(),
          DriftState::new,
          DriftState::heapBytes,
          5);

  /** Of the risk gate. */
  public static final StructSpec<RiskState> RISK =
      new StructSpec<>(
          "risk", RiskState.class, new RiskStateCodec(), RiskState::new, RiskState::heapBytes, 1);

  private SignalStructs() {}
}
