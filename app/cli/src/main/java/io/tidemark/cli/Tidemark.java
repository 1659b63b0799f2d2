package io.tidemark.cli;

import io.tidemark.client.FailureText;
import io.tidemark.core.failure.UserError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** {@code ./tidemark}: the commands, and what becomes of their failures. */
@Command(
    name = "tidemark",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description = "Crypto market streams to risk-gated signals, on Apache Flink.")
public final class Tidemark {

  /** In the order in which the help lists them. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          TailCommand.class,
          ControlOrderCommand.class,
          DriftCommand.class,
          ReproduceCommand.class,
          ReplayCommand.class,
          QualityCommand.class,
          DecodeCommand.class,
          ExportCommand.class,
          FeaturesCommand.class,
          SealCommand.class,
          ModelsCommand.class,
          StrategyCommand.class,
          EvaluateModelCommand.class,
          LabCommand.class,
          ExplainCommand.class,
          DoctorCommand.class,
          CheckpointsCommand.class,
          TopicsCommand.class,
          WhyCommand.class,
          CollectCommand.class,
          LiveCommand.class,
          SimulateCommand.class,
          RehearseCommand.class,
          HelpCommand.class);

  /** The exit code of every {@link UserError}. */
  public static final int CANNOT_GO_ON = 2;

  /** That of a bug, which has a stack trace; codes below tell what a command found. */
  public static final int BUG = 70;

  private Tidemark() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // the same text everywhere
    System.exit(commandLine(args).execute(args));
  }

  /**
   * What the arguments ask for: one command if they begin with its name, or all. To describe all of
   * them takes a kill switch a tenth of its time.
   */
  static CommandLine commandLine(String[] args) {
    List<Class<?>> named =
        COMMANDS.stream()
            .filter(each -> args.length > 0 && name(each).equals(args[0]))
            .filter(each -> each != HelpCommand.class) // it describes the others
            .toList();
    return named.isEmpty() ? commandLine() : of(named);
  }

  private static String name(Class<?> command) {
    return Objects.requireNonNull(command.getAnnotation(Command.class), command::getName).name();
  }

  private static CommandLine of(List<Class<?>> commands) {
    CommandLine line = new CommandLine(new Tidemark());
    commands.forEach(line::addSubcommand);
    CommandLine drift = line.getSubcommands().get("drift");
    if (drift != null && isMeasuring()) {
      drift.addSubcommand(new EvaluateCommand());
    }
    return withFailures(withExitCodes(line));
  }

  /** A production client goes without what measures: it is there if its module is. */
  private static boolean isMeasuring() {
    return Tidemark.class.getResource("/io/tidemark/bench/Machine.class") != null;
  }

  /** Every command says its exit codes: its own, and those that all have. */
  private static CommandLine withExitCodes(CommandLine line) {
    UsageMessageSpec usage = line.getCommandSpec().usageMessage();
    Map<String, String> codes = new TreeMap<>(usage.exitCodeList());
    codes.putIfAbsent("0", "done");
    codes.putIfAbsent(String.valueOf(CANNOT_GO_ON), "not done; the message says why");
    codes.putIfAbsent(
        String.valueOf(BUG), "a fault of tidemark itself; the stack trace says where");
    usage.exitCodeListHeading("Exit codes:%n").exitCodeList(codes);
    line.getSubcommands().values().forEach(Tidemark::withExitCodes);
    return line;
  }

  /** The whole command line. */
  public static CommandLine commandLine() {
    CommandLine line = of(COMMANDS);
    if (isMeasuring()) {
      line.addSubcommand(withFailures(withExitCodes(new CommandLine(new BenchCommand()))));
    }
    return line;
  }

  private static CommandLine withFailures(CommandLine line) {
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setExitCodeExceptionMapper(e -> e instanceof ParameterException ? CANNOT_GO_ON : BUG)
        .setExecutionExceptionHandler(
            (e, commandLine, parsed) -> {
              commandLine.getErr().println("tidemark: " + FailureText.of(e).orElseThrow(() -> e));
              return CANNOT_GO_ON;
            });
  }
}
