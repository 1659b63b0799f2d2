/** The schemas of every released version, which travel in the jar. */
@NullMarked
package io.tidemark.wire.schema;

import org.jspecify.annotations.NullMarked;
