package io.tidemark.reliability;

import io.tidemark.core.fact.Fact;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.Topic;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts what stands on the raw topics more than once, read back from them: a broker that has
 * forgotten a producer takes what it tries again for new records. The jobs tell records by their
 * offsets and are right to take both, so there is no calm run to hold them against.
 */
public final class RawCopies {

  private final RawEncoder encoder = new RawEncoder();
  private final Set<Content> written = new HashSet<>();
  private final Set<Content> seen = new HashSet<>();
  private int count;

  /** A fact of the market; no two are equal. */
  public void written(Fact fact) {
    Topic topic = Topic.carrying(fact.kind());
    written.add(new Content(topic, ByteBuffer.wrap(encoder.encode(fact))));
  }

  /** A record as it stands on its topic; one that is none of the market's counts for nothing. */
  public void read(Topic topic, byte[] value) {
    Content content = new Content(topic, ByteBuffer.wrap(value));
    if (written.contains(content) && !seen.add(content)) {
      count++;
    }
  }

  /** How many records of the market stand there once more. */
  public int count() {
    return count;
  }

  private record Content(Topic topic, ByteBuffer value) {}
}
