/** Reading and writing Kafka topics outside a job. */
@NullMarked
package io.tidemark.client.topic;

import org.jspecify.annotations.NullMarked;
