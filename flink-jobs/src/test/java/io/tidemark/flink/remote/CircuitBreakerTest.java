package io.tidemark.flink.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.flink.remote.CircuitBreaker.State;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

  private final AtomicLong now = new AtomicLong(7);
  private final CircuitBreaker breaker = new CircuitBreaker(3, 100, now::get);

  @Test
  void whatWasNeverProvedIsNotAskedAndOneAloneMakesTheProof() {
    assertThat(breaker.state()).isEqualTo(State.OPEN);
    assertThat(breaker.takeProof()).isTrue();
    assertThat(breaker.takeProof()).isFalse();
    assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
    breaker.proved(true);
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
    assertThat(breaker.takeProof()).as("nothing is due").isFalse();
  }

  @Test
  void itOpensUponTheThirdFailureInARowAndNotBefore() {
    prove();
    breaker.asked(false);
    breaker.asked(false);
    breaker.asked(true);
    breaker.asked(false);
    breaker.asked(false);
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
    breaker.asked(false);
    assertThat(breaker.state()).isEqualTo(State.OPEN);
  }

  @Test
  void afterARestTheProofClosesItOrOpensItForAsLongAgain() {
    prove();
    fail();
    now.addAndGet(99);
    assertThat(breaker.takeProof()).isFalse();
    now.addAndGet(1);
    assertThat(breaker.takeProof()).isTrue();
    breaker.proved(false);
    assertThat(breaker.takeProof()).isFalse();
    now.addAndGet(100);
    assertThat(breaker.takeProof()).isTrue();
    breaker.proved(true);
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
  }

  @Test
  void whatWasAskedBeforeItOpenedNeitherClosesItNorOpensItAgain() {
    prove();
    fail();
    breaker.asked(true);
    assertThat(breaker.state()).isEqualTo(State.OPEN);
    now.addAndGet(100);
    breaker.takeProof();
    breaker.asked(false);
    assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
  }

  private void prove() {
    breaker.takeProof();
    breaker.proved(true);
  }

  private void fail() {
    for (int i = 0; i < 3; i++) {
      breaker.asked(false);
    }
  }
}
