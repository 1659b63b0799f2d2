/**
 * Models as frameworks export them, made into the house's form. {@link
 * io.tidemark.models.importing.ImportCheck} comes first: it reads a file, has a {@link
 * io.tidemark.models.importing.GraphPlan} made of it, applies the plan's {@link
 * io.tidemark.models.importing.GraphRewrite}s and proves that the answers stayed the same.
 */
@NullMarked
package io.tidemark.models.importing;

import org.jspecify.annotations.NullMarked;
