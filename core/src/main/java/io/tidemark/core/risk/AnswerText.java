package io.tidemark.core.risk;

import io.tidemark.core.decision.Voice;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.score.Task;
import java.util.List;
import java.util.StringJoiner;

/** What a model answered, in words. */
final class AnswerText {

  private static final int SIGNIFICANT_DIGITS = 3;

  private AnswerText() {}

  /** The numbers of an answer, each with what it is; numbers of no sense as they are. */
  static String numbers(Prediction prediction) {
    if (prediction.task() == Task.DIRECTION) {
      return "probability of a rise " + ReasonFormat.number(prediction.first(), 3);
    }
    StringJoiner text = new StringJoiner(", ");
    for (int i = 0; i < prediction.form().width(); i++) {
      String name = prediction.form().outputs().get(i).name();
      text.add(name + " " + ReasonFormat.significant(prediction.number(i), SIGNIFICANT_DIGITS));
    }
    return text.toString();
  }

  /**
   * What each member of a strategy says: {@code (trend 0.612, vol sigma 0.53, slow drift-paused)}.
   * A direction is its probability of a rise, an abstention its name.
   */
  static String members(List<Voice> voices) {
    StringJoiner text = new StringJoiner(", ", "(", ")");
    for (Voice voice : voices) {
      text.add(voice.member() + " " + said(voice));
    }
    return text.toString();
  }

  private static String said(Voice voice) {
    if (voice.abstention() != null) {
      return voice.abstention().toString();
    }
    Prediction prediction = voice.prediction();
    return prediction.task() == Task.DIRECTION
        ? ReasonFormat.number(prediction.first(), 3)
        : numbers(prediction);
  }

  /** Why an answer proposes neither a BUY nor a SELL, however strong it is. */
  static String noDirection(Prediction prediction) {
    if (!prediction.task().hasSides()) {
      return "a model of task %s proposes no direction: %s"
          .formatted(prediction.task(), numbers(prediction));
    }
    return "the model sees no direction: " + numbers(prediction);
  }

  /** What is wrong with an answer that is not valid. */
  static String fault(Prediction prediction) {
    if (prediction.silent()) {
      return "the model gave no answer in time";
    }
    String numbers =
        prediction.task() == Task.DIRECTION
            ? Float.toString(prediction.first())
            : numbers(prediction);
    return "the model answered " + numbers + ", " + prediction.task().fault();
  }
}
