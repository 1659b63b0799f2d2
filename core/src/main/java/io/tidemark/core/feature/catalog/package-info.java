/**
 * The catalogue: every feature by name, sets of them, and single indicators for other doors.
 *
 * <p>Read {@link io.tidemark.core.feature.catalog.FeatureCatalog} first.
 */
@NullMarked
package io.tidemark.core.feature.catalog;

import org.jspecify.annotations.NullMarked;
