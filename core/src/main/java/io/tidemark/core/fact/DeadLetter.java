package io.tidemark.core.fact;

/**
 * A record that was refused, with all that is needed to look into it.
 *
 * @param reason the closed reason
 * @param detail one sentence for people
 * @param origin where it came from
 * @param recordedAt its Kafka time, µs since the epoch
 * @param payload its bytes, cut at 512 KiB
 * @param payloadLength how many bytes there were
 * @param payloadSha256 of all its bytes, hexadecimal
 */
@SuppressWarnings("ArrayRecordComponent") // plain arrays, as Flink's POJO types want them
public record DeadLetter(
    RejectReason reason,
    String detail,
    Origin origin,
    long recordedAt,
    byte[] payload,
    int payloadLength,
    String payloadSha256) {}
