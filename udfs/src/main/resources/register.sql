-- Tidemark's functions and topics for one SQL session: sql-client.sh -i register.sql
-- Written by RegisterSqlTest; see docs/guide/sql.md. Other brokers, a topic prefix or client
-- properties: change them here with sed, or per query with an OPTIONS hint.

CREATE TEMPORARY SYSTEM FUNCTION IF NOT EXISTS RSI
  AS 'io.tidemark.udf.RsiFunction' LANGUAGE JAVA;
CREATE TEMPORARY SYSTEM FUNCTION IF NOT EXISTS EMA
  AS 'io.tidemark.udf.EmaFunction' LANGUAGE JAVA;
CREATE TEMPORARY SYSTEM FUNCTION IF NOT EXISTS Z_SCORE
  AS 'io.tidemark.udf.ZScore' LANGUAGE JAVA;
CREATE TEMPORARY SYSTEM FUNCTION IF NOT EXISTS REALISED_VOLATILITY
  AS 'io.tidemark.udf.RealisedVolatilityFunction' LANGUAGE JAVA;
CREATE TEMPORARY SYSTEM FUNCTION IF NOT EXISTS VWAP
  AS 'io.tidemark.udf.VwapFunction' LANGUAGE JAVA;
CREATE TEMPORARY SYSTEM FUNCTION IF NOT EXISTS VWAP_DISTANCE
  AS 'io.tidemark.udf.VwapDistance' LANGUAGE JAVA;
CREATE TEMPORARY SYSTEM FUNCTION IF NOT EXISTS CANDLE_FEATURE
  AS 'io.tidemark.udf.CandleFeature' LANGUAGE JAVA;
CREATE TEMPORARY SYSTEM FUNCTION IF NOT EXISTS BOOK_IMBALANCE
  AS 'io.tidemark.udf.BookImbalance' LANGUAGE JAVA;
CREATE TEMPORARY SYSTEM FUNCTION IF NOT EXISTS MICROPRICE
  AS 'io.tidemark.udf.Microprice' LANGUAGE JAVA;
CREATE TEMPORARY SYSTEM FUNCTION IF NOT EXISTS KS_DISTANCE
  AS 'io.tidemark.udf.KsDistance' LANGUAGE JAVA;
CREATE TEMPORARY SYSTEM FUNCTION IF NOT EXISTS KS_P_VALUE
  AS 'io.tidemark.udf.KsPValue' LANGUAGE JAVA;
CREATE TEMPORARY SYSTEM FUNCTION IF NOT EXISTS KS_DISTANCE_AGG
  AS 'io.tidemark.udf.KsDistanceAgg' LANGUAGE JAVA;
CREATE TEMPORARY SYSTEM FUNCTION IF NOT EXISTS KS_P_VALUE_AGG
  AS 'io.tidemark.udf.KsPValueAgg' LANGUAGE JAVA;

CREATE TEMPORARY TABLE IF NOT EXISTS control (
  `instrument` STRING NOT NULL COMMENT 'Instrument: BASE-QUOTE@venue or BASE-QUOTE-KIND@venue, such as BTC-USDT@binance; * for every instrument.',
  `event_time` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'When it was given, UTC, microseconds since the epoch.',
  `received_at` TIMESTAMP_LTZ(6) COMMENT 'When it was received, UTC, microseconds since the epoch; null: the time that Kafka stamped counts.',
  `command` STRING NOT NULL COMMENT 'What to do; no unit.',
  `by` STRING NOT NULL COMMENT 'Who gave it, for the record; no unit.',
  `why` STRING NOT NULL COMMENT 'The reason that was given, for the record; no unit; empty in version 1.',
  `kafka_partition` INT NOT NULL METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT NOT NULL METADATA FROM 'offset' VIRTUAL,
  `rowtime` AS CAST(`event_time` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `rowtime` AS `rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'control.v1',
  'properties.bootstrap.servers' = 'localhost:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'tidemark-avro',
  'tidemark-avro.record' = 'ControlOrder'
);

CREATE TEMPORARY TABLE IF NOT EXISTS dead_letter (
  `reason` STRING NOT NULL COMMENT 'The closed reason; no unit.',
  `detail` STRING NOT NULL COMMENT 'One sentence for people: which field, what it was; no unit.',
  `origin` ROW<`topic` STRING NOT NULL, `partition` INT NOT NULL, `offset` BIGINT NOT NULL, `topic_id` STRING NOT NULL> NOT NULL COMMENT 'Where it came from.',
  `recorded_at` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'Its Kafka time, UTC, microseconds since the epoch.',
  `payload` BYTES NOT NULL COMMENT 'Its bytes, cut at 512 KiB.',
  `payload_length` INT NOT NULL COMMENT 'How many bytes there were, bytes.',
  `payload_sha256` STRING NOT NULL COMMENT 'SHA-256 of all its bytes, hexadecimal.',
  `kafka_partition` INT NOT NULL METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT NOT NULL METADATA FROM 'offset' VIRTUAL,
  `rowtime` AS CAST(`recorded_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `rowtime` AS `rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'dead-letter.v1',
  'properties.bootstrap.servers' = 'localhost:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'tidemark-avro',
  'tidemark-avro.record' = 'DeadLetter'
);

CREATE TEMPORARY TABLE IF NOT EXISTS drift_alerts (
  `id` STRING NOT NULL COMMENT 'The same when it opens and when it closes; no unit.',
  `phase` STRING NOT NULL COMMENT 'Opened or closed; no unit.',
  `instrument` STRING NOT NULL COMMENT 'Instrument: BASE-QUOTE@venue or BASE-QUOTE-KIND@venue, such as BTC-USDT@binance.',
  `status` STRING NOT NULL COMMENT 'The verdict that began or ended: WARN or PAUSED; no unit. Of version 1: WATCH, where later versions say WARN.',
  `feature` STRING NOT NULL COMMENT 'The feature (or score) with the largest distance when the alert opened: of those that may pause for PAUSED, of all that are looked at for WARN; no unit.',
  `distance` DOUBLE COMMENT 'Its Kolmogorov-Smirnov distance now, no unit, 0 to 1; null where there is none.',
  `threshold` DOUBLE COMMENT 'The threshold of the status, no unit, 0 to 1; null where there is none.',
  `window` INT NOT NULL COMMENT 'Size of the live window, samples.',
  `reference` INT NOT NULL COMMENT 'Size of the reference, samples.',
  `opened_at` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'Event time at which it opened, UTC, microseconds since the epoch.',
  `event_time` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'Event time of this record, UTC, microseconds since the epoch.',
  `repeats` BIGINT NOT NULL COMMENT 'How many samples confirmed the verdict since it opened, a count.',
  `model_id` STRING NOT NULL COMMENT 'The model whose reference it is; no unit.',
  `model_version` STRING NOT NULL COMMENT 'Version of that model; no unit.',
  `detail` STRING NOT NULL COMMENT 'One sentence for people; no unit.',
  `evidence` ROW<`window_from` TIMESTAMP_LTZ(6) NOT NULL, `window_to` TIMESTAMP_LTZ(6) NOT NULL, `reference` STRING NOT NULL, `family` INT NOT NULL, `budget` DOUBLE, `shift` DOUBLE, `scale` DOUBLE, `wasserstein` DOUBLE, `at` DOUBLE, `live_at` DOUBLE, `reference_at` DOUBLE, `changed_at` TIMESTAMP_LTZ(6) NOT NULL, `reference_quantiles` ARRAY<DOUBLE NOT NULL> NOT NULL, `live_quantiles` ARRAY<DOUBLE NOT NULL> NOT NULL> COMMENT 'What it was opened upon; null when it closes, and in version 1.',
  `kafka_partition` INT NOT NULL METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT NOT NULL METADATA FROM 'offset' VIRTUAL,
  `rowtime` AS CAST(`event_time` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `rowtime` AS `rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'drift-alerts.v1',
  'properties.bootstrap.servers' = 'localhost:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'tidemark-avro',
  'tidemark-avro.record' = 'DriftAlert'
);

CREATE TEMPORARY TABLE IF NOT EXISTS exchange_book (
  `instrument` STRING NOT NULL COMMENT 'Instrument: BASE-QUOTE@venue or BASE-QUOTE-KIND@venue, such as BTC-USDT@binance.',
  `event_time` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'The exchange''s time of the snapshot, UTC, microseconds since the epoch.',
  `received_at` TIMESTAMP_LTZ(6) COMMENT 'When it was received, UTC, microseconds since the epoch; null: the time that Kafka stamped counts.',
  `bid_prices` ARRAY<DOUBLE NOT NULL> NOT NULL COMMENT 'Bid prices from the best (falling), quote currency per unit of base.',
  `bid_sizes` ARRAY<DOUBLE NOT NULL> NOT NULL COMMENT 'Size at each bid price, units of base.',
  `ask_prices` ARRAY<DOUBLE NOT NULL> NOT NULL COMMENT 'Ask prices from the best (rising), quote currency per unit of base.',
  `ask_sizes` ARRAY<DOUBLE NOT NULL> NOT NULL COMMENT 'Size at each ask price, units of base.',
  `kafka_partition` INT NOT NULL METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT NOT NULL METADATA FROM 'offset' VIRTUAL,
  `rowtime` AS CAST(`event_time` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `rowtime` AS `rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'exchange.book.v1',
  'properties.bootstrap.servers' = 'localhost:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'tidemark-avro',
  'tidemark-avro.record' = 'ExchangeBook'
);

CREATE TEMPORARY TABLE IF NOT EXISTS exchange_candles (
  `instrument` STRING NOT NULL COMMENT 'Instrument: BASE-QUOTE@venue or BASE-QUOTE-KIND@venue, such as BTC-USDT@binance.',
  `start` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'First instant of the bar, UTC, microseconds since the epoch.',
  `length_micros` BIGINT NOT NULL COMMENT 'Length of the bar, microseconds, above 0; it ends (exclusive) at start + length_micros.',
  `received_at` TIMESTAMP_LTZ(6) COMMENT 'When it was received, UTC, microseconds since the epoch; null: the time that Kafka stamped counts; never counts as before the end of the bar.',
  `open` DOUBLE NOT NULL COMMENT 'First price, quote currency per unit of base, above 0.',
  `high` DOUBLE NOT NULL COMMENT 'Highest price, quote currency per unit of base, above 0.',
  `low` DOUBLE NOT NULL COMMENT 'Lowest price, quote currency per unit of base, above 0.',
  `close` DOUBLE NOT NULL COMMENT 'Last price, quote currency per unit of base, above 0.',
  `volume` DOUBLE NOT NULL COMMENT 'Traded volume, units of base; 0 where nothing was traded.',
  `kafka_partition` INT NOT NULL METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT NOT NULL METADATA FROM 'offset' VIRTUAL,
  `rowtime` AS CAST(`start` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `rowtime` AS `rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'exchange.candles.v1',
  'properties.bootstrap.servers' = 'localhost:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'tidemark-avro',
  'tidemark-avro.record' = 'ExchangeCandle'
);

CREATE TEMPORARY TABLE IF NOT EXISTS exchange_funding (
  `instrument` STRING NOT NULL COMMENT 'Instrument: BASE-QUOTE@venue or BASE-QUOTE-KIND@venue, such as BTC-USDT@binance.',
  `event_time` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'Time of settlement, UTC, microseconds since the epoch.',
  `received_at` TIMESTAMP_LTZ(6) COMMENT 'When it was received, UTC, microseconds since the epoch; null: the time that Kafka stamped counts.',
  `rate` DOUBLE NOT NULL COMMENT 'Funding rate, fraction per funding interval, -1 to 1; positive: longs pay shorts.',
  `kafka_partition` INT NOT NULL METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT NOT NULL METADATA FROM 'offset' VIRTUAL,
  `rowtime` AS CAST(`event_time` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `rowtime` AS `rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'exchange.funding.v1',
  'properties.bootstrap.servers' = 'localhost:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'tidemark-avro',
  'tidemark-avro.record' = 'ExchangeFunding'
);

CREATE TEMPORARY TABLE IF NOT EXISTS exchange_trades (
  `instrument` STRING NOT NULL COMMENT 'Instrument: BASE-QUOTE@venue or BASE-QUOTE-KIND@venue, such as BTC-USDT@binance.',
  `trade_id` STRING NOT NULL COMMENT 'The venue''s id of the trade; no unit; empty where it has none.',
  `event_time` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'The exchange''s time of the trade, UTC, microseconds since the epoch.',
  `received_at` TIMESTAMP_LTZ(6) COMMENT 'When it was received, UTC, microseconds since the epoch; null: the time that Kafka stamped counts.',
  `price` DOUBLE NOT NULL COMMENT 'Price, quote currency per unit of base, above 0.',
  `quantity` DOUBLE NOT NULL COMMENT 'Quantity, units of base, above 0.',
  `taker_side` STRING NOT NULL COMMENT 'The aggressor; no unit; UNKNOWN where the venue does not say.',
  `kafka_partition` INT NOT NULL METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT NOT NULL METADATA FROM 'offset' VIRTUAL,
  `rowtime` AS CAST(`event_time` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `rowtime` AS `rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'exchange.trades.v1',
  'properties.bootstrap.servers' = 'localhost:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'tidemark-avro',
  'tidemark-avro.record' = 'ExchangeTrade'
);

CREATE TEMPORARY TABLE IF NOT EXISTS market_events (
  `instrument` STRING NOT NULL COMMENT 'The key, such as BTC-USDT@binance; never *: a market-wide fact is copied to each key.',
  `kind` STRING NOT NULL COMMENT 'The kind of fact; no unit.',
  `event_time` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'When the fact happened, UTC, microseconds since the epoch; of a candle: its end.',
  `available_at` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'When the fact could be known, UTC, microseconds since the epoch; moves the clock of the instrument.',
  `origin` ROW<`topic` STRING NOT NULL, `partition` INT NOT NULL, `offset` BIGINT NOT NULL, `topic_id` STRING NOT NULL> NOT NULL COMMENT 'Where the fact came from; tells a repetition.',
  `exchange_trade` ROW<`instrument` STRING NOT NULL, `trade_id` STRING NOT NULL, `event_time` TIMESTAMP_LTZ(6) NOT NULL, `received_at` TIMESTAMP_LTZ(6), `price` DOUBLE NOT NULL, `quantity` DOUBLE NOT NULL, `taker_side` STRING NOT NULL> COMMENT 'One trade on an exchange. Topic exchange.trades.v1, key: instrument. NULL unless it is one.',
  `exchange_candle` ROW<`instrument` STRING NOT NULL, `start` TIMESTAMP_LTZ(6) NOT NULL, `length_micros` BIGINT NOT NULL, `received_at` TIMESTAMP_LTZ(6), `open` DOUBLE NOT NULL, `high` DOUBLE NOT NULL, `low` DOUBLE NOT NULL, `close` DOUBLE NOT NULL, `volume` DOUBLE NOT NULL> COMMENT 'A closed bar as its venue published it. Topic exchange.candles.v1, key: instrument. NULL unless it is one.',
  `exchange_book` ROW<`instrument` STRING NOT NULL, `event_time` TIMESTAMP_LTZ(6) NOT NULL, `received_at` TIMESTAMP_LTZ(6), `bid_prices` ARRAY<DOUBLE NOT NULL> NOT NULL, `bid_sizes` ARRAY<DOUBLE NOT NULL> NOT NULL, `ask_prices` ARRAY<DOUBLE NOT NULL> NOT NULL, `ask_sizes` ARRAY<DOUBLE NOT NULL> NOT NULL> COMMENT 'The top of an order book, best level first, at most 20 levels a side. Topic exchange.book.v1, key: instrument. NULL unless it is one.',
  `exchange_funding` ROW<`instrument` STRING NOT NULL, `event_time` TIMESTAMP_LTZ(6) NOT NULL, `received_at` TIMESTAMP_LTZ(6), `rate` DOUBLE NOT NULL> COMMENT 'A settled funding rate of a perpetual. Topic exchange.funding.v1, key: instrument. NULL unless it is one.',
  `sentiment_score` ROW<`instrument` STRING NOT NULL, `event_time` TIMESTAMP_LTZ(6) NOT NULL, `received_at` TIMESTAMP_LTZ(6), `source` STRING NOT NULL, `score` DOUBLE NOT NULL, `weight` DOUBLE NOT NULL> COMMENT 'A sentiment score of one source. Topic sentiment.scores.v1, key: instrument. NULL unless it is one.',
  `metric_value` ROW<`name` STRING NOT NULL, `instrument` STRING NOT NULL, `value` DOUBLE NOT NULL, `observed_at` TIMESTAMP_LTZ(6) NOT NULL, `available_at` TIMESTAMP_LTZ(6)> COMMENT 'A named value that is observed at one time and known at another: on-chain, macro, fear and greed. Topic metrics.v1, key: instrument. NULL unless it is one.',
  `control_order` ROW<`instrument` STRING NOT NULL, `event_time` TIMESTAMP_LTZ(6) NOT NULL, `received_at` TIMESTAMP_LTZ(6), `command` STRING NOT NULL, `by` STRING NOT NULL, `why` STRING NOT NULL> COMMENT 'A command by a person. Topic control.v1, key: instrument. NULL unless it is one.',
  `clock_tick` ROW<`instrument` STRING NOT NULL, `event_time` TIMESTAMP_LTZ(6) NOT NULL> COMMENT 'Nothing but the passing of time: lets bars close and silence be noticed. Only within market.events.v1. NULL unless it is one.',
  `model_update` ROW<`instrument` STRING NOT NULL, `event_time` TIMESTAMP_LTZ(6) NOT NULL, `received_at` TIMESTAMP_LTZ(6), `action` STRING NOT NULL, `model_id` STRING NOT NULL, `model_version` STRING NOT NULL, `manifest_sha256` STRING NOT NULL, `by` STRING NOT NULL> COMMENT 'The change of the models, where that is the fact; null otherwise.',
  `kafka_partition` INT NOT NULL METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT NOT NULL METADATA FROM 'offset' VIRTUAL,
  `rowtime` AS CAST(`available_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `rowtime` AS `rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'market.events.v1',
  'properties.bootstrap.servers' = 'localhost:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'tidemark-avro',
  'tidemark-avro.record' = 'MarketEvent'
);

CREATE TEMPORARY TABLE IF NOT EXISTS metrics (
  `name` STRING NOT NULL COMMENT 'Name of the metric, such as fear_greed; no unit.',
  `instrument` STRING NOT NULL COMMENT 'Instrument: BASE-QUOTE@venue or BASE-QUOTE-KIND@venue, such as BTC-USDT@binance; * for every instrument.',
  `value` DOUBLE NOT NULL COMMENT 'The value, in the metric''s own unit (fear_greed: index points, 0 to 100).',
  `observed_at` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'What time the value describes, UTC, microseconds since the epoch.',
  `available_at` TIMESTAMP_LTZ(6) COMMENT 'When it was published, UTC, microseconds since the epoch; null: the time that Kafka stamped counts.',
  `kafka_partition` INT NOT NULL METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT NOT NULL METADATA FROM 'offset' VIRTUAL,
  `rowtime` AS CAST(`observed_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `rowtime` AS `rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'metrics.v1',
  'properties.bootstrap.servers' = 'localhost:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'tidemark-avro',
  'tidemark-avro.record' = 'MetricValue'
);

CREATE TEMPORARY TABLE IF NOT EXISTS model_alerts (
  `id` STRING NOT NULL COMMENT 'The same when it opens and when it closes; no unit.',
  `phase` STRING NOT NULL COMMENT 'Opened or closed; no unit.',
  `instrument` STRING NOT NULL COMMENT 'Instrument: BASE-QUOTE@venue or BASE-QUOTE-KIND@venue, such as BTC-USDT@binance.',
  `action` STRING NOT NULL COMMENT 'What was asked for; no unit.',
  `model_id` STRING NOT NULL COMMENT 'The model in question, such as btc-linear; no unit.',
  `model_version` STRING NOT NULL COMMENT 'Its version; no unit.',
  `manifest_sha256` STRING NOT NULL COMMENT 'SHA-256 of its manifest, hexadecimal.',
  `serving_id` STRING NOT NULL COMMENT 'The model that serves; no unit.',
  `serving_version` STRING NOT NULL COMMENT 'Its version; no unit.',
  `serving_sha256` STRING NOT NULL COMMENT 'SHA-256 of its manifest, hexadecimal.',
  `opened_at` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'Event time at which it opened, UTC, microseconds since the epoch.',
  `event_time` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'Event time of this record, UTC, microseconds since the epoch.',
  `repeats` BIGINT NOT NULL COMMENT 'How often the same was asked for again since it opened, a count.',
  `detail` STRING NOT NULL COMMENT 'Why, one sentence for people; no unit.',
  `kafka_partition` INT NOT NULL METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT NOT NULL METADATA FROM 'offset' VIRTUAL,
  `rowtime` AS CAST(`event_time` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `rowtime` AS `rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'model-alerts.v1',
  'properties.bootstrap.servers' = 'localhost:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'tidemark-avro',
  'tidemark-avro.record' = 'ModelAlert'
);

CREATE TEMPORARY TABLE IF NOT EXISTS model_metrics (
  `instrument` STRING NOT NULL COMMENT 'Instrument: BASE-QUOTE@venue or BASE-QUOTE-KIND@venue, such as BTC-USDT@binance.',
  `serving_id` STRING NOT NULL COMMENT 'The model that serves; no unit.',
  `serving_version` STRING NOT NULL COMMENT 'Its version; no unit.',
  `serving_sha256` STRING NOT NULL COMMENT 'SHA-256 of its manifest, hexadecimal.',
  `shadow_id` STRING NOT NULL COMMENT 'The model that scores beside; no unit.',
  `shadow_version` STRING NOT NULL COMMENT 'Its version; no unit.',
  `shadow_sha256` STRING NOT NULL COMMENT 'SHA-256 of its manifest, hexadecimal.',
  `from_time` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'Event time of the first sample, UTC, microseconds since the epoch.',
  `to_time` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'Event time of the last event, UTC, microseconds since the epoch.',
  `samples` BIGINT NOT NULL COMMENT 'Events on which both were asked, a count.',
  `agreements` BIGINT NOT NULL COMMENT 'Of them, those on which both would have proposed the same action, a count.',
  `mean_difference` DOUBLE NOT NULL COMMENT 'Mean of the shadow''s score less the other''s, probability, -1 to 1.',
  `mean_distance` DOUBLE NOT NULL COMMENT 'Mean of the absolute difference of the scores, probability, 0 to 1.',
  `largest_distance` DOUBLE NOT NULL COMMENT 'Largest absolute difference of the scores, probability, 0 to 1.',
  `kafka_partition` INT NOT NULL METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT NOT NULL METADATA FROM 'offset' VIRTUAL,
  `rowtime` AS CAST(`to_time` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `rowtime` AS `rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'model-metrics.v1',
  'properties.bootstrap.servers' = 'localhost:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'tidemark-avro',
  'tidemark-avro.record' = 'ModelComparison'
);

CREATE TEMPORARY TABLE IF NOT EXISTS model_updates (
  `instrument` STRING NOT NULL COMMENT 'Instrument: BASE-QUOTE@venue or BASE-QUOTE-KIND@venue, such as BTC-USDT@binance; * for every instrument.',
  `event_time` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'When it was given, UTC, microseconds since the epoch.',
  `received_at` TIMESTAMP_LTZ(6) COMMENT 'When it was received, UTC, microseconds since the epoch; null: the time that Kafka stamped counts.',
  `action` STRING NOT NULL COMMENT 'What to do; no unit.',
  `model_id` STRING NOT NULL COMMENT 'The model, such as btc-linear; no unit.',
  `model_version` STRING NOT NULL COMMENT 'Version of the model, a number that counts up; no unit.',
  `manifest_sha256` STRING NOT NULL COMMENT 'SHA-256 of the manifest of that version, hexadecimal; it pins every other file.',
  `by` STRING NOT NULL COMMENT 'Who gave it, for the record; no unit.',
  `kafka_partition` INT NOT NULL METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT NOT NULL METADATA FROM 'offset' VIRTUAL,
  `rowtime` AS CAST(`event_time` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `rowtime` AS `rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'model-updates.v1',
  'properties.bootstrap.servers' = 'localhost:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'tidemark-avro',
  'tidemark-avro.record' = 'ModelUpdate'
);

CREATE TEMPORARY TABLE IF NOT EXISTS retrain_requests (
  `id` STRING NOT NULL COMMENT 'That of the drift alert that opened with it; no unit.',
  `instrument` STRING NOT NULL COMMENT 'Instrument: BASE-QUOTE@venue or BASE-QUOTE-KIND@venue, such as BTC-USDT@binance.',
  `model_id` STRING NOT NULL COMMENT 'The model that was paused; no unit.',
  `model_version` STRING NOT NULL COMMENT 'Version of that model; no unit.',
  `features` ARRAY<STRING NOT NULL> NOT NULL COMMENT 'The features (or score) that were beyond their pause thresholds, the farthest first; no unit.',
  `drifting_since` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'Estimated event time at which the farthest began to drift, UTC, microseconds since the epoch.',
  `requested_at` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'Event time of the pause, UTC, microseconds since the epoch.',
  `data_to` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'When the newest event that the pause had seen could be known, UTC, microseconds since the epoch: train on data up to here at least.',
  `log_offset` BIGINT NOT NULL COMMENT 'Offset of that event, in the partition of the instrument in market.events.v1.',
  `reason` STRING NOT NULL COMMENT 'One sentence for people; no unit.',
  `kafka_partition` INT NOT NULL METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT NOT NULL METADATA FROM 'offset' VIRTUAL,
  `rowtime` AS CAST(`requested_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `rowtime` AS `rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'retrain-requests.v1',
  'properties.bootstrap.servers' = 'localhost:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'tidemark-avro',
  'tidemark-avro.record' = 'RetrainRequest'
);

CREATE TEMPORARY TABLE IF NOT EXISTS risk_alerts (
  `id` STRING NOT NULL COMMENT 'The same when it opens and when it closes; no unit.',
  `phase` STRING NOT NULL COMMENT 'Opened or closed; no unit.',
  `instrument` STRING NOT NULL COMMENT 'Instrument: BASE-QUOTE@venue or BASE-QUOTE-KIND@venue, such as BTC-USDT@binance.',
  `rule` STRING NOT NULL COMMENT 'Which rule; no unit.',
  `observed` DOUBLE COMMENT 'The value that was held against the limit, in the rule''s own unit; null where an input is missing.',
  `limit` DOUBLE COMMENT 'The limit, in the rule''s own unit; null where the rule has none.',
  `opened_at` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'Event time at which it opened, UTC, microseconds since the epoch.',
  `event_time` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'Event time of this record, UTC, microseconds since the epoch.',
  `repeats` BIGINT NOT NULL COMMENT 'How often the rule blocked since it opened, a count.',
  `detail` STRING NOT NULL COMMENT 'One sentence for people; no unit.',
  `kafka_partition` INT NOT NULL METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT NOT NULL METADATA FROM 'offset' VIRTUAL,
  `rowtime` AS CAST(`event_time` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `rowtime` AS `rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'risk-alerts.v1',
  'properties.bootstrap.servers' = 'localhost:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'tidemark-avro',
  'tidemark-avro.record' = 'RiskAlert'
);

CREATE TEMPORARY TABLE IF NOT EXISTS sentiment_scores (
  `instrument` STRING NOT NULL COMMENT 'Instrument: BASE-QUOTE@venue or BASE-QUOTE-KIND@venue, such as BTC-USDT@binance; * for every instrument.',
  `event_time` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'When what was scored was published, UTC, microseconds since the epoch.',
  `received_at` TIMESTAMP_LTZ(6) COMMENT 'When it was received, UTC, microseconds since the epoch; null: the time that Kafka stamped counts.',
  `source` STRING NOT NULL COMMENT 'Who scored it, such as news or social; no unit.',
  `score` DOUBLE NOT NULL COMMENT 'Score without a unit, -1 (as bad as can be) to 1 (as good as can be).',
  `weight` DOUBLE NOT NULL COMMENT 'Weight without a unit, above 0; 1 for an ordinary item.',
  `kafka_partition` INT NOT NULL METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT NOT NULL METADATA FROM 'offset' VIRTUAL,
  `rowtime` AS CAST(`event_time` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `rowtime` AS `rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'sentiment.scores.v1',
  'properties.bootstrap.servers' = 'localhost:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'tidemark-avro',
  'tidemark-avro.record' = 'SentimentScore'
);

CREATE TEMPORARY TABLE IF NOT EXISTS sentiment_texts (
  `instrument` STRING NOT NULL COMMENT 'Instrument: BASE-QUOTE@venue or BASE-QUOTE-KIND@venue, such as BTC-USDT@binance; * for every instrument.',
  `event_time` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'When it was published, as its source says, UTC, microseconds since the epoch; the time at which it became available where the source does not say.',
  `received_at` TIMESTAMP_LTZ(6) COMMENT 'When it became available, UTC, microseconds since the epoch; null: the time that Kafka stamped counts.',
  `source` STRING NOT NULL COMMENT 'Who published it: the name of the feed; no unit.',
  `category` STRING NOT NULL COMMENT 'What kind of source it is, such as news or social; no unit.',
  `item_id` STRING NOT NULL COMMENT 'The source''s own id of the item, or its address; no unit. The same id with another content is a revision of it.',
  `title` STRING NOT NULL COMMENT 'Its title, plain text; no unit; empty where it has none.',
  `text` STRING NOT NULL COMMENT 'Its text, plain, perhaps cut off; no unit; empty where it has none.',
  `url` STRING NOT NULL COMMENT 'Where it can be read; no unit; empty where the source does not say.',
  `language` STRING NOT NULL COMMENT 'Its language, such as en; no unit; empty where the source does not say.',
  `kafka_partition` INT NOT NULL METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT NOT NULL METADATA FROM 'offset' VIRTUAL,
  `rowtime` AS CAST(`event_time` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `rowtime` AS `rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'sentiment.texts.v1',
  'properties.bootstrap.servers' = 'localhost:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'tidemark-avro',
  'tidemark-avro.record' = 'SentimentText'
);

CREATE TEMPORARY TABLE IF NOT EXISTS signals (
  `id` STRING NOT NULL COMMENT 'Hash of instrument, event time, log offset, model and version (where several models decide, of the strategy in place of the model); no unit; the same if computed again.',
  `supersedes` STRING NOT NULL COMMENT 'The id of the signal that this one replaces; no unit; empty for the first.',
  `instrument` STRING NOT NULL COMMENT 'Instrument: BASE-QUOTE@venue or BASE-QUOTE-KIND@venue, such as BTC-USDT@binance.',
  `event_time` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'Time of the event that caused it, UTC, microseconds since the epoch.',
  `valid_until` TIMESTAMP_LTZ(6) NOT NULL COMMENT 'After this it must not be acted on, UTC, microseconds since the epoch.',
  `log_offset` BIGINT NOT NULL COMMENT 'Offset of the event that caused it, in the partition of the instrument in market.events.v1.',
  `action` STRING NOT NULL COMMENT 'What is recommended; no unit.',
  `reason` STRING NOT NULL COMMENT 'Why this action, one sentence; no unit.',
  `strength` DOUBLE COMMENT 'Percentile, among the model''s validation scores, of how far the score is from the one that says nothing (of DIRECTION |p - 0.5|), percent, 0 to 100; null where no score stands behind it, and of a REGIME.',
  `probability` DOUBLE COMMENT 'Probability of a rise over the horizon, fraction, 0 to 1; null where no score stands behind it, and of any other task than DIRECTION.',
  `probability_low` DOUBLE COMMENT 'Lower end of its 95 % interval, fraction, 0 to 1; null where no score stands behind it.',
  `probability_high` DOUBLE COMMENT 'Upper end of its 95 % interval, fraction, 0 to 1; null where no score stands behind it.',
  `reference_price` DOUBLE COMMENT 'Last price, quote currency per unit of base; null where there was none.',
  `horizon_micros` BIGINT NOT NULL COMMENT 'How far ahead the model looks, microseconds.',
  `risk_class` STRING NOT NULL COMMENT 'How wild the instrument is; no unit.',
  `size` DOUBLE NOT NULL COMMENT 'Recommended size, fraction of the portfolio; 0 for HOLD.',
  `model_id` STRING NOT NULL COMMENT 'The model, such as btc-linear; no unit.',
  `model_version` STRING NOT NULL COMMENT 'Version of the model; no unit.',
  `model_sha256` STRING NOT NULL COMMENT 'SHA-256 of the model file, hexadecimal.',
  `feature_set_hash` STRING NOT NULL COMMENT 'SHA-256 of the normalised feature set, hexadecimal.',
  `features` ARRAY<FLOAT NOT NULL> NOT NULL COMMENT 'The vector that was scored, in the order and the units of the feature set; empty where no score stands behind it.',
  `drift` ROW<`status` STRING NOT NULL, `feature` STRING NOT NULL, `distance` DOUBLE, `threshold` DOUBLE, `window` INT NOT NULL> NOT NULL COMMENT 'The drift gate''s annotation.',
  `verdicts` ARRAY<ROW<`rule` STRING NOT NULL, `outcome` STRING NOT NULL, `observed` DOUBLE, `limit` DOUBLE> NOT NULL> NOT NULL COMMENT 'The verdict of every risk rule that mattered, in the order in which they were asked.',
  `in_sample` BOOLEAN NOT NULL COMMENT 'Whether the event time lies inside the model''s own training period; true or false.',
  `task` STRING NOT NULL COMMENT 'What the model predicts; no unit. Only of DIRECTION is there a probability.',
  `answers` ARRAY<ROW<`name` STRING NOT NULL, `value` DOUBLE NOT NULL> NOT NULL> NOT NULL COMMENT 'The numbers of the answer of any other task than DIRECTION, in the model''s order; empty where no score stands behind it.',
  `reasons` ARRAY<ROW<`feature` STRING NOT NULL, `value` DOUBLE NOT NULL, `contribution` DOUBLE NOT NULL> NOT NULL> NOT NULL COMMENT 'The features that moved the answer most, the strongest first; no more than the option signal.reasons says; empty where no score stands behind it, and of a REGIME.',
  `strategy` STRING NOT NULL COMMENT 'SHA-256 of the strategy that decided, hexadecimal, as ./tidemark strategy check prints it; empty where a model alone did. The model and the answer are then those of the member that was asked.',
  `kafka_partition` INT NOT NULL METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT NOT NULL METADATA FROM 'offset' VIRTUAL,
  `rowtime` AS CAST(`event_time` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `rowtime` AS `rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'signals.v1',
  'properties.bootstrap.servers' = 'localhost:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'tidemark-avro',
  'tidemark-avro.record' = 'Signal'
);
