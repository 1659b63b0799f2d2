/** What a person can ask of the drift gate, and do about it. */
@NullMarked
package io.tidemark.cli.drift;

import org.jspecify.annotations.NullMarked;
