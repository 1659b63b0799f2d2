package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HelpTest {

  @Test
  void theListOfCommandsSaysOfEachInAWholeSentenceWhatItDoes() {
    CommandLine tidemark = Tidemark.commandLine();
    assertThat(tidemark.getSubcommands()).isNotEmpty();
    tidemark
        .getSubcommands()
        .forEach(
            (name, command) -> {
              String[] description = command.getCommandSpec().usageMessage().description();
              assertThat(description).as(name).isNotEmpty();
              assertThat(description[0]).as(name).endsWith(".").hasSizeLessThan(100);
            });
  }
}
