package io.tidemark.flink.config;

import io.tidemark.flink.GeneratedPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OptionsDocsTest {

  @Test
  void thePageOfOptionsSaysWhatTheCodeSays() throws IOException {
    GeneratedPage.mustBeUpToDate("reference/configuration.md", OptionsDocs.page());
  }
}
