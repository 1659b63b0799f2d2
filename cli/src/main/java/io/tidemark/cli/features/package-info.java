/** What features there are, for whoever chooses some. */
@NullMarked
package io.tidemark.cli.features;

import org.jspecify.annotations.NullMarked;
