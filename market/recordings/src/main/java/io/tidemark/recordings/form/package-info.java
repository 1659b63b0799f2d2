/**
 * The forms in which files of tables come, one class each: {@link
 * io.tidemark.recordings.form.TableForms} lists them in the order in which they are tried.
 */
@NullMarked
package io.tidemark.recordings.form;

import org.jspecify.annotations.NullMarked;
