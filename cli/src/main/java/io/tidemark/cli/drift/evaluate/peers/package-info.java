/** Other people's change detectors, written from their papers, to hold the drift gate against. */
@NullMarked
package io.tidemark.cli.drift.evaluate.peers;

import org.jspecify.annotations.NullMarked;
