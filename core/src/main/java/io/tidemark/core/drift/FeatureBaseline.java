package io.tidemark.core.drift;

import io.tidemark.core.feature.DriftRole;

/**
 * What one feature looked like when the model was made.
 *
 * @param feature its name, as in the model's manifest
 * @param role what its drift may do
 * @param samples one per bar close, in time order; NaN is missing. May be empty only where the role
 *     is {@link DriftRole#IGNORE}
 */
@SuppressWarnings("ArrayRecordComponent") // as large as a reference is; never compared as a value
public record FeatureBaseline(String feature, DriftRole role, float[] samples) {}
