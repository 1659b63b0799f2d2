package io.tidemark.core.outcome;

import java.util.List;

/**
 * What the outcomes of one version of a model were on its validation period.
 *
 * @param measure what outcomes are held against
 * @param rows of the validation period
 * @param tests those that are made, each at most once
 */
public record OutcomeReference(OutcomeMeasure measure, int rows, List<TestReference> tests) {

  public OutcomeReference {
    tests = List.copyOf(tests);
  }
}
