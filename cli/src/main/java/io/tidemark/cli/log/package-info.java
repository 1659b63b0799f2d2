/** Looking at what is in the topics: tail, reproduce, replay. */
@NullMarked
package io.tidemark.cli.log;

import org.jspecify.annotations.NullMarked;
