/**
 * What every protocol is made of: messages in, facts or reasons out; order books and trades that
 * notice what was lost.
 *
 * <p>Read {@link io.tidemark.exchange.protocol.Protocol} first.
 */
@NullMarked
package io.tidemark.exchange.protocol;

import org.jspecify.annotations.NullMarked;
