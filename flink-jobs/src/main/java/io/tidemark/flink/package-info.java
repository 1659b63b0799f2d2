/** The DataStream doors: operators, pipelines, configuration, connectors. */
@NullMarked
package io.tidemark.flink;

import org.jspecify.annotations.NullMarked;
