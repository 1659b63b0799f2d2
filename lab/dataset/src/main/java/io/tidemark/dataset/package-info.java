/**
 * Training export: folds an instrument's log with the core that serves it and writes what was
 * scored beside what came of it. Labels exist nowhere else.
 */
@NullMarked
package io.tidemark.dataset;

import org.jspecify.annotations.NullMarked;
