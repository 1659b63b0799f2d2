/**
 * The forms in which files of tables come, one class each. {@link
 * io.tidemark.recordings.form.TableForm} and {@link io.tidemark.recordings.form.ArrayForm} are what
 * each of them is.
 */
@NullMarked
package io.tidemark.recordings.form;

import org.jspecify.annotations.NullMarked;
