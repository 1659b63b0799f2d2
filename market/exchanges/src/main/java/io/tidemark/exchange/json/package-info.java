/**
 * Venues' JSON in its plain form, read sooner than Jackson reads it, into the same tree: numbers
 * that are written as texts are read on the way, names and short texts are kept.
 *
 * <p>Read {@link io.tidemark.exchange.json.PlainJson} first.
 */
@NullMarked
package io.tidemark.exchange.json;

import org.jspecify.annotations.NullMarked;
