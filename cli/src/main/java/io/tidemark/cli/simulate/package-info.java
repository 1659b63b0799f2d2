/** The simulated market, written to the input topics of a broker in real or accelerated time. */
@NullMarked
package io.tidemark.cli.simulate;

import org.jspecify.annotations.NullMarked;
