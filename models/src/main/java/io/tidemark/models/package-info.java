/** Model artefacts: immutable directories, held against their manifest before they may serve. */
@NullMarked
package io.tidemark.models;

import org.jspecify.annotations.NullMarked;
