/** The commands about the card of a model version. They read and write files and ask no broker. */
@NullMarked
package io.tidemark.cli.card;

import org.jspecify.annotations.NullMarked;
