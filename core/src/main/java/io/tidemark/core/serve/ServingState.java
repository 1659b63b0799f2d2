package io.tidemark.core.serve;

import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.ScoringState;
import io.tidemark.core.state.HeapSize;
import org.jspecify.annotations.Nullable;

/** Which models an instrument's log has asked for; empty while nothing but the job's own serves. */
public final class ServingState {

  private static final long SELF_BYTES = HeapSize.object(4 * HeapSize.REFERENCE);

  /** With the texts of its id and of a version. */
  private static final long ALERT_BYTES = 400;

  private static final long SHADOW_BYTES = HeapSize.object(2 * HeapSize.REFERENCE + 6 * Long.BYTES);

  /** The one that serves; null for the job's own. */
  public @Nullable ModelRef active;

  /** The hash of the job's own model when {@code active} was last held against it. */
  public String configured = "";

  /** The alert that is open; null if there is none. */
  public @Nullable OpenModelAlert alert;

  /** The one that scores beside; null if none does. */
  public @Nullable ShadowState shadow;

  /** Bytes of heap that it takes; the texts of versions are shared. */
  long heapBytes() {
    return SELF_BYTES
        + (alert == null ? 0 : ALERT_BYTES)
        + (shadow == null ? 0 : SHADOW_BYTES + shadow.scoring.heapBytes());
  }

  /** What is remembered of an update that was refused. */
  public static final class OpenModelAlert {

    /** The same when it opens and when it closes. */
    public String id = "";

    /** Event time, µs. */
    public long openedAt;

    /** How often the same was asked again. */
    public long repeats;

    /** What was asked for. */
    public ModelAction action = ModelAction.NONE;

    /** The version in question. */
    public ModelRef model = ModelRef.NONE;
  }

  /** A model that scores a sample beside the one that serves, and how the two compare. */
  public static final class ShadowState {

    /** Which one. */
    public ModelRef model = ModelRef.NONE;

    /** Its own view of the market, for it may look at other features. */
    public ScoringState scoring = new ScoringState();

    /** Event time of the first sample since the last report, µs; 0 while there is none. */
    public long since;

    /** Samples since the last report. */
    public long samples;

    /** Samples on which both would have said the same. */
    public long agreements;

    /** Sum over the samples of the shadow's score less the other's. */
    public double differences;

    /** Sum of their absolute values. */
    public double distances;

    /** The largest of them. */
    public double farthest;
  }
}
