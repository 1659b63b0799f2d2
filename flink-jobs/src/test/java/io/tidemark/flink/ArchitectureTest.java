package io.tidemark.flink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The doors' walls. No violation is stored: none is allowed. */
@AnalyzeClasses(packages = "io.tidemark", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule theWireIsTouchedInOnePackageOnly =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.tidemark.flink.io..", "io.tidemark.wire..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.tidemark.wire..");

  @ArchTest
  static final ArchRule flinkIsKnownToTheDoorsOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.tidemark.flink..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink..");

  @ArchTest
  static final ArchRule kafkaIsKnownToItsDoorAndToTheChecksBeforeSubmissionOnly =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.tidemark.flink.kafka..",
              "io.tidemark.flink.preflight..",
              "io.tidemark.flink.config..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule packagesDependInOneDirection =
      slices().matching("io.tidemark.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingIsLeftToKryo =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink.api.java.typeutils.runtime.kryo..", "com.esotericsoftware..");

  @ArchTest
  static final ArchRule noClassEndsTheProcessOrPrintsAStack =
      noClasses()
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Throwable.class, "printStackTrace");
}
