/** What a person can do about drift. */
@NullMarked
package io.tidemark.cli.drift;

import org.jspecify.annotations.NullMarked;
