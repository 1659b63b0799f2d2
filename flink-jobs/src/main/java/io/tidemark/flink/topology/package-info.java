/** What both jobs' graphs are made of: operators' ids, topics, and the settings of Flink. */
@NullMarked
package io.tidemark.flink.topology;

import org.jspecify.annotations.NullMarked;
