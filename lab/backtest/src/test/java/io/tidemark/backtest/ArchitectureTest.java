package io.tidemark.backtest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this module may depend on. No violation is stored: none is allowed. */
@AnalyzeClasses(
    packages = "io.tidemark.backtest",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule itKnowsNoJobAndNoBroker =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.tidemark.backtest..",
              "io.tidemark.dataset..",
              "io.tidemark.recordings..",
              "io.tidemark.calibration..",
              "io.tidemark.models..",
              "io.tidemark.core..",
              "com.fasterxml.jackson..",
              "blue.strategic.parquet..",
              "org.apache.parquet..",
              "java..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule packagesDependInOneDirection =
      slices().matching("io.tidemark.(**)").should().beFreeOfCycles();
}
