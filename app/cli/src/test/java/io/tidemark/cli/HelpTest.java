package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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

  @Test
  void aCommandThatIsDescribedAloneSaysWhatItSaysAmongAll() {
    Tidemark.commandLine()
        .getSubcommands()
        .forEach(
            (name, among) -> {
              CommandLine alone =
                  Tidemark.commandLine(new String[] {name}).getSubcommands().get(name);
              assertThat(alone).as(name).isNotNull();
              assertThat(alone.getUsageMessage()).isEqualTo(among.getUsageMessage());
              assertThat(alone.getSubcommands().keySet())
                  .isEqualTo(among.getSubcommands().keySet());
            });
  }

  @Test
  void aDefaultIsSaidByItsValue() {
    assertThat(usages(Tidemark.commandLine())).noneMatch(text -> text.contains("default: null"));
  }

  private static List<String> usages(CommandLine command) {
    List<String> usages = new ArrayList<>(List.of(command.getUsageMessage()));
    command.getSubcommands().values().forEach(below -> usages.addAll(usages(below)));
    return usages;
  }

  @Test
  void theKillSwitchWaitsForTheDescriptionOfNoOtherCommand() {
    assertThat(Tidemark.commandLine(new String[] {"control", "kill"}).getSubcommands().keySet())
        .containsExactly("control");
    assertThat(Tidemark.commandLine(new String[] {"help", "control"}).getSubcommands().keySet())
        .contains("help", "control", "demo");
    assertThat(Tidemark.commandLine(new String[] {"contrul"}).getSubcommands().keySet())
        .contains("control", "demo");
  }
}
