package io.tidemark.udf.model;

import io.tidemark.core.score.AnswerForm;
import java.util.List;

/**
 * What the planner knows of a model.
 *
 * @param carried what goes to the tasks
 * @param features in the order of its input
 * @param bars of one scoring
 * @param form what the numbers of its answers are
 * @param isVersion whether it has an identity and a strength; a bare file has neither
 */
record PlannedModel(
    CarriedModel carried, List<String> features, int bars, AnswerForm form, boolean isVersion) {}
