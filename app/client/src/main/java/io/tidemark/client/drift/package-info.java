/** The evidence of a drift alert, drawn for the terminal and as a page. */
@NullMarked
package io.tidemark.client.drift;

import org.jspecify.annotations.NullMarked;
