/**
 * One decision over the answers of several models: pure, nestable, and it says why. Begin with
 * {@link io.tidemark.core.decision.Decider}.
 *
 * <p>See RATIONALE.md, "What does a model that says nothing count for?"
 */
@NullMarked
package io.tidemark.core.decision;

import org.jspecify.annotations.NullMarked;
