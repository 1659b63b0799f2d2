package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The manual: its links lead somewhere, its lines are short, its commands exist. */
class DocsTest {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root")).normalize();
  private static final Path DOCS = ROOT.resolve("docs");
  private static final List<String> OTHER_PAGES =
      List.of(
          "README.md",
          "CONTRIBUTING.md",
          "RATIONALE.md",
          "RELEASING.md",
          "SECURITY.md",
          "docker/README.md",
          "models/training/README.md");
  private static final int LONGEST_LINE = 120;
  private static final String PROGRAM = "./tidemark";

  /** Pages that say where in the code something is. */
  private static final List<String> MAPS =
      List.of("README.md", "CONTRIBUTING.md", "docs/concepts/architecture.md");

  private static final Pattern CLASS_NAME = Pattern.compile("[A-Z]\\w*[a-z]\\w*");
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|enum|interface|record) ([A-Z]\\w*)");

  /** Ends of names, of which the pages speak too. */
  private static final Set<String> ENDS = Set.of("Helper", "Impl", "Manager", "State", "Util");

  @Test
  void everyLinkLeadsToAFileAndAHeadingThatAreThere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (ManualPage page : pages()) {
      for (String link : page.links()) {
        if (!link.contains("://") && !link.startsWith("mailto:") && !leads(page, link)) {
          broken.add(ROOT.relativize(page.path()) + ": " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean leads(ManualPage page, String link) throws IOException {
    int mark = link.indexOf('#');
    String file = mark < 0 ? link : link.substring(0, mark);
    Path target = file.isEmpty() ? page.path() : page.path().resolveSibling(file).normalize();
    if (!target.startsWith(ROOT) || !Files.exists(target)) {
      return false;
    }
    return mark < 0 || ManualPage.read(target).anchors().contains(link.substring(mark + 1));
  }

  @Test
  void noLineOfAGuideOrAConceptIsLongerThan120Characters() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (ManualPage page : pages()) {
      if (page.path().startsWith(DOCS.resolve("guide"))
          || page.path().startsWith(DOCS.resolve("concepts"))) {
        for (int i = 0; i < page.text().size(); i++) {
          String line = page.text().get(i);
          if (line.length() > LONGEST_LINE && !line.strip().startsWith("|")) {
            tooLong.add(ROOT.relativize(page.path()) + ":" + (i + 1));
          }
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void everyCommandThatIsNamedExistsWithItsOptions() throws IOException {
    List<String> wrong = new ArrayList<>();
    int named = 0;
    for (ManualPage page : pages()) {
      for (String call : calls(page)) {
        named++;
        String mistake = mistake(call);
        if (!mistake.isEmpty()) {
          wrong.add(ROOT.relativize(page.path()) + ": " + call + ": " + mistake);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(named).isGreaterThan(100);
  }

  @Test
  void everyClassThatIsNamedExists() throws IOException {
    Set<String> known = new HashSet<>(ENDS);
    known.addAll(types());
    List<String> wrong = new ArrayList<>();
    for (String page : MAPS) {
      ManualPage.read(ROOT.resolve(page)).codes().stream()
          .filter(code -> CLASS_NAME.matcher(code).matches() && !known.contains(code))
          .forEach(code -> wrong.add(page + ": " + code));
    }
    assertThat(wrong).isEmpty();
  }

  /** The names of all classes in the sources, nested ones too, and of all schemas. */
  private static Set<String> types() throws IOException {
    Set<String> types = new HashSet<>();
    for (Path source : sources()) {
      String name = String.valueOf(source.getFileName());
      types.add(name.substring(0, name.lastIndexOf('.')));
      if (name.endsWith(".java") || name.endsWith(".py")) {
        TYPE.matcher(Files.readString(source)).results().forEach(it -> types.add(it.group(1)));
      }
    }
    return types;
  }

  private static List<Path> sources() throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = String.valueOf(folder.getFileName());
            return !folder.equals(ROOT) && (name.startsWith(".") || name.equals("target"))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().matches(".*\\.(java|avsc|py)")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static List<ManualPage> pages() throws IOException {
    List<Path> paths = new ArrayList<>();
    try (Stream<Path> docs = Files.walk(DOCS)) {
      docs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(paths::add);
    }
    OTHER_PAGES.forEach(page -> paths.add(ROOT.resolve(page)));
    List<ManualPage> pages = new ArrayList<>();
    for (Path path : paths) {
      pages.add(ManualPage.read(path));
    }
    return pages;
  }

  /** What follows the program's name, up to a comment or a pipe. */
  private static List<String> calls(ManualPage page) {
    List<String> lines = new ArrayList<>(page.codes());
    page.blocks().forEach(block -> lines.addAll(List.of(block.replace("\\\n", " ").split("\n"))));
    return lines.stream()
        .map(line -> line.startsWith("$ ") ? line.substring(2) : line)
        .filter(line -> line.startsWith(PROGRAM + " "))
        .map(line -> line.substring(PROGRAM.length() + 1).split(" +[#|>&] ?", 2)[0].strip())
        .toList();
  }

  /** What is wrong with a call; empty where nothing is. */
  private static String mistake(String call) {
    CommandLine command = Tidemark.commandLine();
    boolean subcommands = true;
    for (String word : call.split(" +", -1)) {
      CommandSpec spec = command.getCommandSpec();
      if (word.startsWith("-")) {
        String option = word.split("=", 2)[0];
        if (spec.findOption(option) == null) {
          return spec.qualifiedName() + " has no option " + option;
        }
        subcommands = false;
      } else if (subcommands && !spec.subcommands().isEmpty() && isName(word)) {
        command = spec.subcommands().get(word);
        if (command == null) {
          return spec.qualifiedName() + " has no command " + word;
        }
      }
    }
    return "";
  }

  /** Not a placeholder such as COMMAND. */
  private static boolean isName(String word) {
    return word.matches("[a-z-]+");
  }
}
