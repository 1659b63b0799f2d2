/** Sockets, requests and threads. */
@NullMarked
package io.tidemark.collector.net;

import org.jspecify.annotations.NullMarked;
