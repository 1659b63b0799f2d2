/** A file system that fails on demand; its classes travel to Flink's processes in a jar. */
@NullMarked
package io.tidemark.reliability.storage;

import org.jspecify.annotations.NullMarked;
