/** What is looked at before a job starts, so that a submitter learns at once what is wrong. */
@NullMarked
package io.tidemark.flink.preflight;

import org.jspecify.annotations.NullMarked;
