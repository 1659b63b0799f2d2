/**
 * Whether a new version of a model takes the place of the one that serves.
 *
 * <p>Begin with {@link io.tidemark.core.contest.Contest}: it is given what champion and challenger
 * answered and what came of it, and says which of them goes on. {@link
 * io.tidemark.core.contest.Standing} has the evidence.
 */
@NullMarked
package io.tidemark.core.contest;

import org.jspecify.annotations.NullMarked;
