package io.tidemark.core.score;

import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.feature.catalog.FeatureSet;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked with.
 *
 * @param features of each bar, in order
 * @param windowBars how many bars of them the model takes, the one in question included
 * @param trigger upon what it is asked
 * @param encoder of the bars before the one in question; null for a model that is given them as
 *     they are
 * @param form of its answers, for the record
 * @param ref the model, for the record
 * @param keepsWindow whether the vectors of several bars go with what is scored, for its reasons
 */
public record ModelInput(
    FeatureSet features,
    int windowBars,
    Trigger trigger,
    @Nullable PrefixEncoder encoder,
    AnswerForm form,
    ModelRef ref,
    boolean keepsWindow) {

  /** The same without its window kept. */
  public ModelInput(
      FeatureSet features,
      int windowBars,
      Trigger trigger,
      @Nullable PrefixEncoder encoder,
      AnswerForm form,
      ModelRef ref) {
    this(features, windowBars, trigger, encoder, form, ref, false);
  }

  /** The same of a model of direction. */
  public ModelInput(
      FeatureSet features,
      int windowBars,
      Trigger trigger,
      @Nullable PrefixEncoder encoder,
      ModelRef ref) {
    this(features, windowBars, trigger, encoder, AnswerForm.DIRECTION, ref);
  }
}
