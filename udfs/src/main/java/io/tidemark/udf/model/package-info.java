/** {@code 'provider' = 'onnx'}: our models behind {@code ML_PREDICT}. */
@NullMarked
package io.tidemark.udf.model;

import org.jspecify.annotations.NullMarked;
