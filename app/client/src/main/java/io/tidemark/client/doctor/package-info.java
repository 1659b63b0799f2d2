/** {@code ./tidemark doctor}: what the jobs will need, looked at one by one. */
@NullMarked
package io.tidemark.client.doctor;

import org.jspecify.annotations.NullMarked;
