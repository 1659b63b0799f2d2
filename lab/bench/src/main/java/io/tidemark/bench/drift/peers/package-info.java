/** Other people's change detectors, written from their papers, to hold the drift gate against. */
@NullMarked
package io.tidemark.bench.drift.peers;

import org.jspecify.annotations.NullMarked;
