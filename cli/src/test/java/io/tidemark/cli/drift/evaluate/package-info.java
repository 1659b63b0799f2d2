@NullMarked
package io.tidemark.cli.drift.evaluate;

import org.jspecify.annotations.NullMarked;
