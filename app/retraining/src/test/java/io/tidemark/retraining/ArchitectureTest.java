package io.tidemark.retraining;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this module may depend on. No violation is stored: none is allowed. */
@AnalyzeClasses(
    packages = "io.tidemark.retraining",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule itKnowsNoBrokerOfItsOwnAndNoCommandLine =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.tidemark.retraining..",
              "io.tidemark.dataset..",
              "io.tidemark.calibration..",
              "io.tidemark.backtest..",
              "io.tidemark.recordings..",
              "io.tidemark.client..",
              "io.tidemark.flink..",
              "io.tidemark.wire..",
              "io.tidemark.models..",
              "io.tidemark.core..",
              "ai.onnxruntime..",
              "org.apache.flink..",
              "org.apache.kafka..",
              "org.apache.avro..",
              "org.apache.commons.statistics..",
              "com.fasterxml.jackson..",
              "java..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule packagesDependInOneDirection =
      slices().matching("io.tidemark.(**)").should().beFreeOfCycles();
}
