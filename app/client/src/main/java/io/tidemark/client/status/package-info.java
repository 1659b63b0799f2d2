/**
 * How one instrument stands, read from the topics: what stands, what blocks it, what is missing and
 * what to do. {@code StatusReader} reads, {@code InstrumentStatus} holds, {@code StatusText} and
 * {@code StatusJson} show.
 */
@NullMarked
package io.tidemark.client.status;

import org.jspecify.annotations.NullMarked;
