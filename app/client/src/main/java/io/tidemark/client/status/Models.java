package io.tidemark.client.status;

import io.tidemark.core.fact.ModelUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Which versions an instrument has to do with.
 *
 * @param signed the version in the newest signal or drift alert, such as {@code btc-linear/1};
 *     empty if there is neither
 * @param serving what was last asked to serve; null for the jobs' own
 * @param shadow what was last asked to score beside; null if nothing
 * @param barLength of the jobs' own model, µs; 0 where its directory cannot be read from here
 */
record Models(
    String signed, @Nullable ModelUpdate serving, @Nullable ModelUpdate shadow, long barLength) {}
