package io.tidemark.flink.metrics;

import io.tidemark.flink.GeneratedPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MetricsDocsTest {

  @Test
  void thePageOfMetricsSaysWhatTheCodeSays() throws IOException {
    GeneratedPage.mustBeUpToDate("reference/metrics.md", MetricsDocs.page());
  }
}
