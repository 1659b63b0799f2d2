/**
 * The forms of the archives that exchanges and collectors of data publish: Binance, Kraken, Tardis.
 */
@NullMarked
package io.tidemark.recordings.archive;

import org.jspecify.annotations.NullMarked;
