/** The newest records of output topics, for people and for programs; begin with {@code Tail}. */
@NullMarked
package io.tidemark.client.tail;

import org.jspecify.annotations.NullMarked;
