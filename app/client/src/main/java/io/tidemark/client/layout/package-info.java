/** The topics of a deployment as they are and as they should be; begin with {@code TopicCheck}. */
@NullMarked
package io.tidemark.client.layout;

import org.jspecify.annotations.NullMarked;
