package io.tidemark.bench.latency;

/**
 * A record that is to be sent.
 *
 * @param topic without the prefix
 * @param key the instrument
 * @param value its bytes
 * @param timeMicros what it says of its time, µs since the epoch
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Outgoing(String topic, String key, byte[] value, long timeMicros) {}
