package io.tidemark.cli;

import io.tidemark.flink.GeneratedPage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** {@code docs/reference/commands.md}: what {@code --help} says of every command. */
class CommandsDocsTest {

  private static final int WIDTH = 110;

  @Test
  void thePageOfCommandsSaysWhatTheProgramSays() throws IOException {
    Map<String, CommandLine> commands = new LinkedHashMap<>();
    collect("./tidemark", Tidemark.commandLine(), commands);
    StringBuilder page =
        new StringBuilder(
            """
            # Commands

            Generated from the program; do not edit by hand. `./tidemark COMMAND --help` prints the same. The commands
            that measure (`bench`, `drift evaluate`) are there where the module `lab/bench` is on the class path.

            | command | what it does |
            |---|---|
            """);
    commands.forEach(
        (name, command) ->
            page.append("| [`%s`](#%s) | %s |\n".formatted(name, anchor(name), sentence(command))));
    commands.forEach(
        (name, command) ->
            page.append("\n## ")
                .append(name.replace("./", ""))
                .append("\n\n```\n")
                .append(help(command))
                .append("```\n"));
    GeneratedPage.mustBeUpToDate("reference/commands.md", page.toString());
  }

  private static void collect(String name, CommandLine command, Map<String, CommandLine> all) {
    if (!name.endsWith(" help") && !command.getCommandSpec().usageMessage().hidden()) {
      all.put(name, command);
    }
    command
        .getSubcommands()
        .forEach((sub, subcommand) -> collect(name + " " + sub, subcommand, all));
  }

  private static String anchor(String name) {
    return name.replace("./", "").replace(' ', '-');
  }

  private static String sentence(CommandLine command) {
    return command.getCommandSpec().usageMessage().description()[0];
  }

  private static String help(CommandLine command) {
    command.setUsageHelpWidth(WIDTH);
    return command.getUsageMessage(Ansi.OFF).replace("\r\n", "\n").replaceAll(" +\n", "\n");
  }
}
