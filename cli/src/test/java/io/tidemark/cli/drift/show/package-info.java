/** Tests of the evidence's pictures. */
@NullMarked
package io.tidemark.cli.drift.show;

import org.jspecify.annotations.NullMarked;
