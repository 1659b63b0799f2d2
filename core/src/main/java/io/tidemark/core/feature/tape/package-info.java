/** Features of spans of time, of what was traded in them. */
@NullMarked
package io.tidemark.core.feature.tape;

import org.jspecify.annotations.NullMarked;
