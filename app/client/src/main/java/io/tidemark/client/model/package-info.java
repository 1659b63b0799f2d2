/** What becomes of a model between training and serving. */
@NullMarked
package io.tidemark.client.model;

import org.jspecify.annotations.NullMarked;
