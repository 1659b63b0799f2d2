package io.tidemark.models.importing;

import io.tidemark.models.Manifest;

/**
 * A model in the house's form, as an artefact takes it.
 *
 * @param file its name in messages
 * @param bytes of the file
 * @param opset of the standard's operators
 * @param input [-1, F] or [-1, T, F]
 * @param output [-1] or [-1, K]
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HouseModel(
    String file, byte[] bytes, int opset, Manifest.Tensor input, Manifest.Tensor output) {}
