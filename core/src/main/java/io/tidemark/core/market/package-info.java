/** What is known of the market beside the features: the inputs of the risk rules, with times. */
@NullMarked
package io.tidemark.core.market;

import org.jspecify.annotations.NullMarked;
