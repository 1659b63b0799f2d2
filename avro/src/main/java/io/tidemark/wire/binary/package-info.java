/** Avro's single-object encoding, read without belief in what it claims. */
@NullMarked
package io.tidemark.wire.binary;

import org.jspecify.annotations.NullMarked;
