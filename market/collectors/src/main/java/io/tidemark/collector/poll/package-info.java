/**
 * Values and texts that have no socket: asked for now and then. Begin with {@link
 * io.tidemark.collector.poll.Poller}, which decides everything and touches no network.
 *
 * <pre>
 * net  -- PollEvent -->  Poller  -- PollAction -->  net, sink
 *                       /      \
 *              PollSource      PollMemory
 * </pre>
 */
@NullMarked
package io.tidemark.collector.poll;

import org.jspecify.annotations.NullMarked;
