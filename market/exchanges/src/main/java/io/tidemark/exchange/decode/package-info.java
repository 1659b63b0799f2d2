/**
 * What becomes of each message of a venue, for people who report a fault and for tests. Begin with
 * {@link io.tidemark.exchange.decode.MessageDecoder}.
 */
@NullMarked
package io.tidemark.exchange.decode;

import org.jspecify.annotations.NullMarked;
