package io.tidemark.core.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.sequence.FactDigest.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestRingTest {

  /** Against a list that is searched from its end; subjects come again at many distances. */
  @Test
  void theTableFindsWhatAListHolds() {
    Random random = new Random(43);
    DigestRing ring = new DigestRing(Family.VALUE, 40, 256, 500);
    List<FactDigest> list = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      // few low bits, so that many stand at one place of the table
      long subject = ((long) random.nextInt(60) << 4) | ((long) random.nextInt(40) << 20);
      long time = (long) i + random.nextInt(30) - (random.nextInt(200) == 0 ? 5_000 : 0);
      long stretched = time * (1 + 4L * (i / 10_000 % 3));
      FactDigest said = new FactDigest(Family.VALUE, subject, i, stretched);
      ring.add(said.subject(), said.content(), said.eventTime());
      list.add(said);
      if (list.size() > 256) {
        list.remove(0);
      }
      long oldest = list.get(list.size() - 1).eventTime() - 500;
      while (list.size() > 40 && list.get(0).eventTime() < oldest) {
        list.remove(0);
      }
      assertThat(ring.size()).isEqualTo(list.size());
      assertThat(ring.lastWithin(16, stretched - 90, stretched + 4))
          .isEqualTo(lastWithin(list, stretched - 90, stretched + 4));
      long asked = ((long) random.nextInt(60) << 4) | ((long) random.nextInt(40) << 20);
      long newest = -1;
      for (FactDigest each : list) {
        newest = each.subject() == asked ? each.content() : newest;
      }
      int found = ring.find(asked);
      assertThat(found < 0 ? -1 : ring.content(found)).isEqualTo(newest);
    }
  }

  private static int lastWithin(List<FactDigest> list, long after, long upTo) {
    return (int)
        list.subList(Math.max(0, list.size() - 16), list.size()).stream()
            .mapToLong(FactDigest::eventTime)
            .filter(time -> time > after && time <= upTo)
            .count();
  }
}
