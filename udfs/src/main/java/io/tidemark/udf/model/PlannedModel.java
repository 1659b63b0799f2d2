package io.tidemark.udf.model;

import io.tidemark.core.score.AnswerForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the planner knows of a model. Of one that cannot be used it may be a part: what the columns
 * can still be held against.
 *
 * @param carried what goes to the tasks; null where it cannot be used
 * @param features in the order of its input; none where they are not known
 * @param bars of one scoring; 0 where they are not known
 * @param form what the numbers of its answers are; null where they are not known
 * @param isVersion whether it has an identity and a strength; a bare file has neither
 */
record PlannedModel(
    @Nullable CarriedModel carried,
    List<String> features,
    int bars,
    @Nullable AnswerForm form,
    boolean isVersion) {

  /** Nothing is known. */
  static final PlannedModel UNKNOWN = new PlannedModel(null, List.of(), 0, null, false);
}
