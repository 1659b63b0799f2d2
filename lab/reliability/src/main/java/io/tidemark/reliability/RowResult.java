package io.tidemark.reliability;

/**
 * One row of the report.
 *
 * @param name of the row, to ask for it again
 * @param fault what was done
 * @param proof that it hit
 * @param passed whether what was wanted came
 * @param result what came, in figures
 * @param worst case of it: time to recover, what was late or stood still
 * @param control what would have failed, and did; empty where the row has none of its own
 * @param seconds that it took
 */
public record RowResult(
    String name,
    String fault,
    String proof,
    boolean passed,
    String result,
    String worst,
    String control,
    long seconds) {}
