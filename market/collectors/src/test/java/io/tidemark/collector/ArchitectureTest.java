package io.tidemark.collector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this module may depend on. No violation is stored: none is allowed. */
@AnalyzeClasses(
    packages = "io.tidemark.collector",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule itKnowsProtocolsFactsAndTheFormsOfTheJobs =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.tidemark.collector..",
              "io.tidemark.exchange..",
              "io.tidemark.core.fact..",
              "io.tidemark.core.failure..",
              "io.tidemark.flink.io..",
              "io.tidemark.flink.config..",
              "org.apache.kafka..",
              "com.google.protobuf..",
              "org.slf4j..",
              "com.sun.net.httpserver..",
              "com.fasterxml.jackson.databind..",
              "javax.net.ssl..",
              "javax.xml.stream..",
              "java..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule decisionsTouchNoNetworkNoClockAndNoThread =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.tidemark.collector.feed..",
              "io.tidemark.collector.poll..",
              "io.tidemark.collector.venue..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net.http..", "java.util.concurrent..")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(java.time.Instant.class, "now");

  @ArchTest
  static final ArchRule packagesDependInOneDirection =
      slices().matching("io.tidemark.(**)").should().beFreeOfCycles();
}
