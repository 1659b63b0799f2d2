/**
 * What goes over the connections, as files that can be replayed. Begin with {@link
 * io.tidemark.collector.recorder.FeedRecorder}.
 */
@NullMarked
package io.tidemark.collector.recorder;

import org.jspecify.annotations.NullMarked;
