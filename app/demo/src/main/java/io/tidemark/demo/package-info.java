/** The demo: a broker, a cluster, both jobs and a market, in one process. */
@NullMarked
package io.tidemark.demo;

import org.jspecify.annotations.NullMarked;
