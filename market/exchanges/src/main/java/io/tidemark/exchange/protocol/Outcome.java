package io.tidemark.exchange.protocol;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import org.jspecify.annotations.Nullable;

/** What became of a message, or of one part of it. */
public sealed interface Outcome {

  /** What the message states beyond the fact, or where there is none; mostly null. */
  @Nullable Statement statement();

  /** The same outcome of a message that states this. */
  Outcome stating(@Nullable Statement what);

  /**
   * A fact.
   *
   * @param fact which
   * @param statement what the message states beyond it
   */
  record Known(Fact fact, @Nullable Statement statement) implements Outcome {

    public Known(Fact fact) {
      this(fact, null);
    }

    @Override
    public Outcome stating(@Nullable Statement what) {
      return new Known(fact, what);
    }
  }

  /**
   * The message is as it should be, and holds no fact.
   *
   * @param why it holds none
   * @param statement what it states all the same
   */
  record Passed(NoFact why, @Nullable Statement statement) implements Outcome {

    public Passed(NoFact why) {
      this(why, null);
    }

    @Override
    public Outcome stating(@Nullable Statement what) {
      return new Passed(why, what);
    }
  }

  /**
   * The message is not as it should be.
   *
   * @param reason the closed reason
   * @param detail one sentence for people
   * @param statement what it states all the same
   */
  record Refused(RejectReason reason, String detail, @Nullable Statement statement)
      implements Outcome {

    public Refused(RejectReason reason, String detail) {
      this(reason, detail, null);
    }

    @Override
    public Outcome stating(@Nullable Statement what) {
      return new Refused(reason, detail, what);
    }
  }

  /** What was parsed, as an outcome. */
  static Outcome of(Parsed<? extends Fact> parsed) {
    if (parsed instanceof Parsed.Rejected<? extends Fact> rejected) {
      return new Refused(rejected.reason(), rejected.detail());
    }
    return new Known(((Parsed.Valid<? extends Fact>) parsed).value());
  }
}
