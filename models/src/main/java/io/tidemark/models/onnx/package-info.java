/**
 * The ONNX file format, read and written: {@link io.tidemark.models.onnx.OnnxModel} first. It knows
 * the form of a file and nothing of what it is for.
 */
@NullMarked
package io.tidemark.models.onnx;

import org.jspecify.annotations.NullMarked;
