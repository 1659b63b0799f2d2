"""Writes trades to exchange.trades.v1, all of a file with each run.

    python3 trade_producer.py SERVERS FILE     needs confluent-kafka
    python3 trade_producer.py --hex FILE       prints the bytes instead, needs nothing

A line of FILE is a trade: instrument,id,time,price,quantity,side, with the exchange's time in microseconds since the
epoch and BUY, SELL or UNKNOWN for the side of the taker. Empty lines are skipped.
"""

import struct
import sys
import time

TOPIC = "exchange.trades.v1"
# of version 1 of ExchangeTrade, as docs/reference/topics.md has it
FINGERPRINT = bytes.fromhex("59b07af3166e0e44")
SIDES = ["UNKNOWN", "BUY", "SELL"]


def whole(number: int) -> bytes:
    """A long of Avro: zigzag, seven bits a byte, the lowest first."""
    rest = (number << 1) ^ (number >> 63)
    out = bytearray()
    while rest > 0x7F:
        out.append(rest & 0x7F | 0x80)
        rest >>= 7
    out.append(rest)
    return bytes(out)


def text(value: str) -> bytes:
    utf8 = value.encode("utf-8")
    return whole(len(utf8)) + utf8


def double(value: float) -> bytes:
    return struct.pack("<d", value)


def trade(line: str, received_at: int) -> tuple[bytes, bytes]:
    """Key and value of a record; its fields in the order of the schema."""
    instrument, trade_id, event_time, price, quantity, side = line.split(",")
    value = (
        b"\xc3\x01"
        + FINGERPRINT
        + text(instrument)
        + text(trade_id)
        + whole(int(event_time))
        + whole(1)  # the second branch of the union: not null
        + whole(received_at)
        + double(float(price))
        + double(float(quantity))
        + whole(SIDES.index(side.upper()))
    )
    # the key gives all trades of an instrument one partition, and so one order
    return instrument.encode("utf-8"), value


def main(servers: str, file: str) -> None:
    with open(file, encoding="utf-8") as lines:
        records = [trade(line.strip(), time.time_ns() // 1000) for line in lines if line.strip()]
    if servers == "--hex":
        for _, value in records:
            print(value.hex())
        return
    from confluent_kafka import Producer

    failures = []
    producer = Producer(
        {
            "bootstrap.servers": servers,
            "acks": "all",
            "enable.idempotence": True,
            "compression.type": "zstd",
            # as Java's client does, so that all programs give an instrument the same partition
            "partitioner": "murmur2_random",
        }
    )
    for key, value in records:
        producer.produce(TOPIC, key=key, value=value, on_delivery=lambda e, _: e and failures.append(e))
        producer.poll(0)
    if producer.flush(60) or failures:
        sys.exit(f"Kafka did not take all trades: {failures[:1]}")
    print(len(records), "trades written")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
