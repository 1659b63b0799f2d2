package io.tidemark.flink.strategy;

import io.tidemark.core.decision.Abstention;
import io.tidemark.core.decision.Voice;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fold.InstrumentFold;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.core.score.Prediction;

/** One model of a strategy on one instrument: the fold that the signal job does, and its voice. */
final class MemberFold {

  private final String member;
  private final ModelMetadata metadata;
  private final InstrumentFold fold;
  private Voice voice;
  private long answeredAt;

  MemberFold(String member, ModelMetadata metadata, InstrumentFold fold) {
    this.member = member;
    this.metadata = metadata;
    this.fold = fold;
    this.voice = Voice.silent(member, Abstention.NOT_WARM);
  }

  /** Takes in the next event; whether the model was asked, or would have been had it been warm. */
  boolean step(LogEvent event) {
    InstrumentFold.Step step = fold.step(event);
    Assessment assessment = step == null ? null : step.assessment();
    if (step == null || assessment == null || !(assessment.scored() || assessment.barClosed())) {
      if (voice.closed()) {
        voice = opened();
      }
      return false;
    }
    if (step.drift().verdict().status() == DriftStatus.PAUSED) {
      voice = Voice.silent(member, Abstention.DRIFT_PAUSED);
    } else if (assessment.scored()) {
      Prediction prediction = assessment.prediction();
      double strength = metadata.calibration().strength(prediction);
      voice = Voice.of(member, prediction, strength, assessment.barClosed());
      answeredAt = assessment.clock();
    } else {
      voice = Voice.silent(member, Abstention.NOT_WARM);
    }
    return true;
  }

  /** The same answer at a later event, at which no bar closed. */
  private Voice opened() {
    return new Voice(member, voice.prediction(), voice.strength(), false, voice.abstention());
  }

  /**
   * What it says now.
   *
   * @param clock the instrument's, µs
   */
  Voice voice(long clock) {
    boolean expired = voice.speaks() && clock - answeredAt > metadata.timing().horizon();
    return expired ? Voice.silent(member, Abstention.EXPIRED) : voice;
  }
}
