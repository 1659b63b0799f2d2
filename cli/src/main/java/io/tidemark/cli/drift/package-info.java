/** {@code ./tidemark drift}: what a person does about a model that the drift gate has paused. */
@NullMarked
package io.tidemark.cli.drift;

import org.jspecify.annotations.NullMarked;
