/**
 * Models that another process serves, asked by the Open Inference Protocol. Begin with {@link
 * io.tidemark.flink.remote.RemoteModel}.
 */
@NullMarked
package io.tidemark.flink.remote;

import org.jspecify.annotations.NullMarked;
