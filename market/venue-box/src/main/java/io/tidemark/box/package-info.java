/**
 * Exchanges on this machine: a real WebSocket and real HTTP, a seeded market behind them, and
 * faults by name. Begin with {@link io.tidemark.box.VenueBox}; a venue's side of its dialect is a
 * {@link io.tidemark.box.BoxDialect}, and {@link io.tidemark.box.BoxVenue} lists them.
 */
@NullMarked
package io.tidemark.box;

import org.jspecify.annotations.NullMarked;
