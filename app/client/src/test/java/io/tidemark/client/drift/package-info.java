/** Tests of the evidence's pictures. */
@NullMarked
package io.tidemark.client.drift;

import org.jspecify.annotations.NullMarked;
