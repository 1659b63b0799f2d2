@NullMarked
package io.tidemark.cli.drift.calibrate;

import org.jspecify.annotations.NullMarked;
