/**
 * Faults, on processes. {@link io.tidemark.reliability.fault.Rows} lists them; {@link
 * io.tidemark.reliability.fault.Stage} is what they happen to, {@link
 * io.tidemark.reliability.fault.MarketRun} the jobs that must not mind.
 */
@NullMarked
package io.tidemark.reliability.fault;

import org.jspecify.annotations.NullMarked;
