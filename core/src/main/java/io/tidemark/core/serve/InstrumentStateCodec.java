package io.tidemark.core.serve;

import io.tidemark.core.score.ScoringStateCodec;
import io.tidemark.core.state.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The bytes of {@link InstrumentState}. Up to version 4 they are those of {@link
 * ScoringStateCodec}. Version 5 adds which models the log has asked for: a byte of flags, and what
 * they say is there: the one that serves (name, version, hash) with the hash of the job's own; the
 * open alert (id, opened at, repeats, action, model); the one that scores beside, its comparison
 * and its state. Version 6 is one of {@link ScoringStateCodec}.
 */
public final class InstrumentStateCodec implements Codec<InstrumentState> {

  private final ScoringStateCodec scoring = new ScoringStateCodec();
  private final ServingStateCodec serving = new ServingStateCodec(scoring);

  /** Without any state. */
  public InstrumentStateCodec() {}

  @Override
  public int version() {
    return scoring.version();
  }

  @Override
  public void write(InstrumentState state, DataOutput out) throws IOException {
    scoring.write(state.scoring, out);
    serving.write(state.serving, out);
  }

  @Override
  public InstrumentState read(int version, DataInput in) throws IOException {
    InstrumentState state = new InstrumentState();
    state.scoring = scoring.read(version, in);
    if (version > 4) {
      state.serving = serving.read(version, in);
    }
    return state;
  }
}
