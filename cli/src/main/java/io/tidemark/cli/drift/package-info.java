/** {@code ./tidemark drift}: calibrating the drift gate, and showing what it is worth. */
@NullMarked
package io.tidemark.cli.drift;

import org.jspecify.annotations.NullMarked;
