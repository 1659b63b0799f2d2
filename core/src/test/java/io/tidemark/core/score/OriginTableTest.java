package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Origin;
import org.junit.jupiter.api.Test;

class OriginTableTest {

  private static final int RECORDS = 12_812;

  private final OriginTable table = new OriginTable();

  @Test
  void ofATopicCreatedAnewNothingIsARepetition() {
    assertThat(newOf("old", RECORDS)).isEqualTo(RECORDS);
    assertThat(newOf("new", RECORDS)).isEqualTo(RECORDS);
  }

  @Test
  void withoutIdsATopicCreatedAnewIsARepetitionOfTheOldOne() {
    assertThat(newOf(Origin.NO_ID, RECORDS)).isEqualTo(RECORDS);
    assertThat(newOf(Origin.NO_ID, RECORDS)).isZero();
  }

  @Test
  void ofATopicCreatedAnewRepetitionsAreKnown() {
    newOf("old", RECORDS);
    newOf("new", 50);
    assertThat(newOf("new", 60)).isEqualTo(10);
  }

  @Test
  void whatIsStillUnderWayOfTheOldTopicIsKnownBesideTheNewOne() {
    newOf("old", 100);
    newOf("new", 10);
    assertThat(newOf("old", 101)).isEqualTo(1);
    assertThat(newOf("new", 11)).isEqualTo(1);
  }

  @Test
  void anEntryWithoutAnIdIsOfTheFirstTopicOfThatNameThatHasOne() {
    newOf(Origin.NO_ID, 100);
    assertThat(newOf("id", 101)).as("offsets go on").isEqualTo(1);
    assertThat(newOf("other", 101)).as("it has been taken").isEqualTo(101);
  }

  @Test
  void whatComesWithoutAnIdIsOfTheTopicThatWasMetLast() {
    newOf("old", 100);
    newOf("new", 10);
    assertThat(newOf(Origin.NO_ID, 12)).as("after a step back").isEqualTo(2);
    assertThat(newOf("new", 13)).as("after a step forward").isEqualTo(1);
  }

  @Test
  void partitionsAndNamesAreApart() {
    assertThat(table.isNew(new Origin("t", 0, 5, "id"))).isTrue();
    assertThat(table.isNew(new Origin("t", 1, 5, "id"))).isTrue();
    assertThat(table.isNew(new Origin("u", 0, 5, "id"))).isTrue();
    assertThat(table.isNew(new Origin("t", 0, 5, "id"))).isFalse();
  }

  @Test
  void topicsThatAreCreatedAnewAgainAndAgainAreForgottenFromTheFirstOn() {
    for (int i = 0; i <= OriginTable.CAPACITY; i++) {
      assertThat(newOf("id" + i, 3)).isEqualTo(3);
    }
    assertThat(table.size).isEqualTo(OriginTable.CAPACITY);
    assertThat(table.ids).hasSize(OriginTable.CAPACITY);
    assertThat(newOf("id" + OriginTable.CAPACITY, 3)).as("the newest").isZero();
    assertThat(newOf("id0", 3)).as("the first").isEqualTo(3);
  }

  /** How many of the offsets up to {@code end} are new. */
  private int newOf(String id, int end) {
    int found = 0;
    for (int offset = 0; offset < end; offset++) {
      found += table.isNew(new Origin("exchange.trades.v1", 2, offset, id)) ? 1 : 0;
    }
    return found;
  }
}
