/**
 * Reproduces from seeds what docs/reports says of false alarms and delays, and what the gate finds
 * in recorded data.
 */
@NullMarked
package io.tidemark.bench.drift;

import org.jspecify.annotations.NullMarked;
