/** What becomes of a model between training and serving. */
@NullMarked
package io.tidemark.cli.model;

import org.jspecify.annotations.NullMarked;
