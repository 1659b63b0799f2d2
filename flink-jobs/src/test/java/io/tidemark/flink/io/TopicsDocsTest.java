package io.tidemark.flink.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.flink.GeneratedPage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TopicsDocsTest {

  private static final Path DOCS = Path.of(System.getProperty("tidemark.root"), "docs");

  @Test
  void thePageOfTopicsSaysWhatTheCodeSays() throws IOException {
    GeneratedPage.mustBeUpToDate("reference/topics.md", TopicsDocs.page());
  }

  @Test
  void thePagesThatListOutputsByHandListAllOfThem() {
    for (OutputTopic<?> output : Topic.OUTPUTS) {
      assertThat(DOCS.resolve("concepts/architecture.md"))
          .content()
          .contains("| " + output.displayName() + " | `" + output.uid() + "` |");
      assertThat(DOCS.resolve("guide/submit.md"))
          .content()
          .contains("`" + output.topicName() + "`");
    }
  }
}
