/**
 * What a disturbed run is held against: a market on the raw topics ({@link
 * io.tidemark.reliability.RawMarket}), what a calm run would have made of it ({@link
 * io.tidemark.reliability.CalmRun}), how the two differ ({@link
 * io.tidemark.reliability.RunJudgement}), and the report. The faults themselves need processes and
 * lie among the tests.
 */
@NullMarked
package io.tidemark.reliability;

import org.jspecify.annotations.NullMarked;
