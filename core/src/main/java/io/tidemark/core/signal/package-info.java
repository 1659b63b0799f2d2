/** What goes out: the signal with its verdicts, and the policy by which a score becomes one. */
@NullMarked
package io.tidemark.core.signal;

import org.jspecify.annotations.NullMarked;
