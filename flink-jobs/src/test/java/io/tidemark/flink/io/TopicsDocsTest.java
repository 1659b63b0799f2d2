package io.tidemark.flink.io;

import io.tidemark.flink.GeneratedPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TopicsDocsTest {

  @Test
  void thePageOfTopicsSaysWhatTheCodeSays() throws IOException {
    GeneratedPage.mustBeUpToDate("reference/topics.md", TopicsDocs.page());
  }
}
