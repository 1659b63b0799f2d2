package io.tidemark.core.decision;

import static io.tidemark.core.decision.DeciderFixture.ask;
import static io.tidemark.core.decision.DeciderFixture.buys;
import static io.tidemark.core.decision.DeciderFixture.paused;
import static io.tidemark.core.decision.DeciderFixture.sells;
import static io.tidemark.core.decision.DeciderFixture.single;
import static io.tidemark.core.decision.DeciderFixture.weak;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.signal.Action;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AgreementVoteTest {

  private static final List<String> FIVE = List.of("a", "b", "c", "d", "e");

  @Test
  void theSizeIsThatOfTheAgreement() {
    Decider vote = vote(FIVE, 4, Map.of(5, 1.0, 4, 0.6));

    assertThat(ask(vote, buys("a"), buys("b"), buys("c"), buys("d"), buys("e")).size())
        .isEqualTo(1.0);
    Stance four = ask(vote, buys("a"), buys("b"), buys("c"), buys("d"), sells("e"));
    assertThat(four.action()).isEqualTo(Action.BUY);
    assertThat(four.size()).isEqualTo(0.6);
    assertThat(ask(vote, buys("a"), buys("b"), buys("c"), weak("d"), sells("e")))
        .as("a member that leans to no side is on none")
        .isEqualTo(Stance.hold(() -> "3 buy, 1 sell of 5, 0 abstain: 4 must agree"));
  }

  @Test
  void theOrderOfTheMembersDoesNotMatter() {
    Random chance = new Random(7);
    for (int round = 0; round < 500; round++) {
      List<Voice> voices = new ArrayList<>();
      for (String member : FIVE) {
        voices.add(anyVoice(member, chance));
      }
      List<String> shuffled = new ArrayList<>(FIVE);
      Collections.shuffle(shuffled, chance);
      int agree = 1 + chance.nextInt(5);

      assertThat(ask(vote(shuffled, agree, Map.of(5, 1.0, 3, 0.5)), array(voices)))
          .isEqualTo(ask(vote(FIVE, agree, Map.of(5, 1.0, 3, 0.5)), array(voices)));
    }
  }

  @Test
  void whoAbstainsNeverAddsToASide() {
    Random chance = new Random(8);
    int acted = 0;
    for (int round = 0; round < 500; round++) {
      List<Voice> voices = new ArrayList<>();
      for (String member : FIVE) {
        voices.add(anyVoice(member, chance));
      }
      int silent = chance.nextInt(5);
      Decider vote = vote(FIVE, 2, Map.of(5, 1.0, 3, 0.5));
      Stance all = ask(vote, array(voices));
      Stance fewer = ask(vote, array(silenced(voices, silent)));

      if (all.action() != Action.HOLD && fewer.action() == all.action()) {
        acted++;
        assertThat(fewer.size())
            .isLessThanOrEqualTo(Math.max(all.size(), 1.0))
            .isLessThanOrEqualTo(1.0);
      }
      long onSide = count(silenced(voices, silent), fewer.action());
      assertThat(fewer.action() == Action.HOLD || onSide >= 2).isTrue();
    }
    assertThat(acted).as("rounds in which it acted").isPositive();
  }

  @Test
  void tooFewAnswersAreAnAbstention() {
    Decider vote = vote(List.of("a", "b", "c"), 2, Map.of());

    Stance two = ask(vote, buys("a"), buys("b"), paused("c"));
    assertThat(two.action()).isEqualTo(Action.BUY);
    Stance one = ask(vote, buys("a"), paused("b"), paused("c"));
    assertThat(one.action()).isEqualTo(Action.HOLD);
    assertThat(one.abstention()).isEqualTo(Abstention.TOO_FEW_ANSWERS);
    assertThat(ask(vote).abstention()).as("nobody is there").isNotNull();
  }

  @Test
  void equalSidesAreAHold() {
    Decider vote = vote(List.of("a", "b"), 1, Map.of());

    assertThat(ask(vote, buys("a"), sells("b")).action()).isEqualTo(Action.HOLD);
    assertThat(ask(vote, buys("a"), weak("b")).action()).isEqualTo(Action.BUY);
  }

  @Test
  void aVoteMayBeAPartOfAVote() {
    Decider inner = vote(List.of("a", "b"), 2, Map.of(2, 0.5));
    Decider outer = new AgreementVote(List.of(inner, single("c")), 2, new TreeMap<>());

    Stance both = ask(outer, buys("a"), buys("b"), buys("c"));
    assertThat(both.action()).isEqualTo(Action.BUY);
    assertThat(both.size()).as("the smallest among those who agree").isEqualTo(0.5);
    assertThat(ask(outer, buys("a"), paused("b"), buys("c")).abstention())
        .as("the inner vote abstains")
        .isEqualTo(Abstention.TOO_FEW_ANSWERS);
  }

  private static Decider vote(List<String> members, int agree, Map<Integer, Double> sizes) {
    return new AgreementVote(
        members.stream().map(DeciderFixture::single).toList(), agree, new TreeMap<>(sizes));
  }

  private static Voice anyVoice(String member, Random chance) {
    return switch (chance.nextInt(4)) {
      case 0 -> buys(member);
      case 1 -> sells(member);
      case 2 -> weak(member);
      default -> paused(member);
    };
  }

  private static long count(List<Voice> voices, Action side) {
    return voices.stream()
        .filter(Voice::speaks)
        .filter(voice -> voice.strength() > 65)
        .filter(voice -> (voice.prediction().lean() > 0) == (side == Action.BUY))
        .count();
  }

  private static List<Voice> silenced(List<Voice> voices, int which) {
    List<Voice> fewer = new ArrayList<>(voices);
    fewer.set(which, paused(voices.get(which).member()));
    return fewer;
  }

  private static Voice[] array(List<Voice> voices) {
    return voices.toArray(Voice[]::new);
  }
}
