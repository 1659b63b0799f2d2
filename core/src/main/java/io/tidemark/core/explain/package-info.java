/**
 * Why a model answered what it did: {@link io.tidemark.core.explain.Reasons} first. Whatever looks
 * into a model stands behind {@link io.tidemark.core.explain.Explainer}.
 */
@NullMarked
package io.tidemark.core.explain;

import org.jspecify.annotations.NullMarked;
