/**
 * Between bytes and the domain: the only place that touches the wire's classes. What comes in is
 * either a valid value or a reason, never an exception.
 */
@NullMarked
package io.tidemark.flink.io;

import org.jspecify.annotations.NullMarked;
