package io.tidemark.bench.crayfish;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What travels between the operators of {@link PeerJob}: boxed numbers, as in the benchmark. Public
 * because Flink serialises public records with its own serializers, and others with the far slower
 * Kryo, which the benchmark's own class got.
 *
 * @param id counts up from 0
 * @param creationTimestamp when it was made, ms since the epoch
 * @param datapointBatch images
 * @param predictions their answers; null before they are scored
 */
public record PeerBatch(
    long id,
    long creationTimestamp,
    @Nullable List<List<Float>> datapointBatch,
    @Nullable List<List<Float>> predictions) {}
