/** Which exceptions are the user's to correct, of all modules. */
@NullMarked
package io.tidemark.core.failure;

import org.jspecify.annotations.NullMarked;
