/** What is in the topics, and what is put there: tail, reproduce, replay, control. */
@NullMarked
package io.tidemark.cli.log;

import org.jspecify.annotations.NullMarked;
