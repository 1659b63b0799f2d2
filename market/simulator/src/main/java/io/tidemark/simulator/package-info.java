/**
 * A seeded market: three instruments, days with names, and records that are not what they should
 * be. Depends on the core's facts only and is a pure function of scenario and seed.
 */
@NullMarked
package io.tidemark.simulator;

import org.jspecify.annotations.NullMarked;
