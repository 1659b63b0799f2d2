package io.tidemark.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** The whole house, which only the command line sees. No violation is stored: none is allowed. */
@AnalyzeClasses(
    packages = "io.tidemark",
    importOptions = {
      ImportOption.DoNotIncludeTests.class,
      ArchitectureTest.NoTestsOfOtherModules.class
    })
class ArchitectureTest {

  /** Tests of other modules are on the class path where their data is used here. */
  static final class NoTestsOfOtherModules implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar") && !location.contains("/test-classes/");
    }
  }

  private static final int MOST_FILES_OF_A_PACKAGE = 40;

  @ArchTest
  static final ArchRule theCommandLineHoldsCommandsAndTheirOptions =
      classes()
          .that()
          .resideInAPackage("io.tidemark.cli..")
          .and()
          .areTopLevelClasses()
          .and()
          .doNotHaveSimpleName("package-info")
          .should()
          .haveNameMatching(".*\\.(\\w+Command|\\w+Options|Tidemark|ProgramVersion)");

  @ArchTest
  static final ArchRule picocliIsKnownToTheCommandLineOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.tidemark.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule measurementsAreKnownToTwoCommandsOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.tidemark.bench..")
          .and()
          .haveNameNotMatching("io\\.tidemark\\.cli\\.(Bench|Evaluate)Command.*")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.tidemark.bench..");

  @ArchTest
  static final ArchRule packagesDependInOneDirection =
      slices().matching("io.tidemark.(**)").should().beFreeOfCycles();

  @ArchTest
  static void noPackageHasMoreFilesThanOneCanOverlook(JavaClasses all) {
    assertThat(files(all).collect(groupingBy(JavaClass::getPackageName, counting())))
        .allSatisfy(
            (name, files) ->
                assertThat(files).as(name).isLessThanOrEqualTo(MOST_FILES_OF_A_PACKAGE));
  }

  @ArchTest
  static void noTwoClassesHaveOneName(JavaClasses all) {
    assertThat(files(all).collect(groupingBy(JavaClass::getSimpleName)).values())
        .allSatisfy(namesakes -> assertThat(namesakes).hasSize(1));
  }

  private static Stream<JavaClass> files(JavaClasses all) {
    return all.stream()
        .filter(JavaClass::isTopLevelClass)
        .filter(type -> !type.getSimpleName().equals("package-info"))
        .filter(type -> !type.getPackageName().equals("io.tidemark.wire"))
        .filter(type -> !type.getPackageName().endsWith(".jmh_generated"));
  }
}
