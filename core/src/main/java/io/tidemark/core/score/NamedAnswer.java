package io.tidemark.core.score;

import java.util.ArrayList;
import java.util.List;

/**
 * One number of a model's answer, as a reader of a signal sees it.
 *
 * @param name of the output
 * @param value as the model answered; a probability, a return, a volatility: fractions
 */
public record NamedAnswer(String name, double value) {

  /** All numbers of a valid prediction, in their order. */
  static List<NamedAnswer> of(Prediction prediction) {
    List<NamedAnswer> all = new ArrayList<>(prediction.form().width());
    for (int i = 0; i < prediction.form().width(); i++) {
      all.add(new NamedAnswer(prediction.form().outputs().get(i).name(), prediction.number(i)));
    }
    return all;
  }
}
