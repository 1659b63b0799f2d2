/** Features of funding, sentiment and the calendar. */
@NullMarked
package io.tidemark.core.feature.context;

import org.jspecify.annotations.NullMarked;
