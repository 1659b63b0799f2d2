package io.tidemark.backtest;

import io.tidemark.backtest.Evaluation.CallTable;
import io.tidemark.backtest.metric.Measure;
import java.util.List;

/**
 * What is measured of a model of some task.
 *
 * @param rows those that it is measured on
 * @param measures over these rows
 * @param calls what was called and what came
 * @param remarks what has to be known to read the numbers, one sentence each
 */
record TaskTable(
    List<ScoredRow> rows, List<Measure> measures, CallTable calls, List<String> remarks) {}
