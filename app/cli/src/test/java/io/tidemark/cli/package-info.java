/** The catalogue as people and programs see it. */
@NullMarked
package io.tidemark.cli;

import org.jspecify.annotations.NullMarked;
