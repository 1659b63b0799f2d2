/** How state becomes bytes: versioned codecs over plain data streams. */
@NullMarked
package io.tidemark.core.state;

import org.jspecify.annotations.NullMarked;
