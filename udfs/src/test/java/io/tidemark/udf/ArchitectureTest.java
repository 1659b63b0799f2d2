package io.tidemark.udf;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** This door's walls. */
@AnalyzeClasses(packages = "io.tidemark.udf", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule theWireIsTouchedByTheFormatOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.tidemark.udf.format..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.tidemark.wire..", "org.apache.avro..");

  @ArchTest
  static final ArchRule theFormatKnowsNoGeneratedClassAndNoDomain =
      noClasses()
          .that()
          .resideInAPackage("io.tidemark.udf.format..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.tidemark.wire", "io.tidemark.core..");

  @ArchTest
  static final ArchRule packagesDependInOneDirection =
      slices().matching("io.tidemark.(udf.*)..").should().beFreeOfCycles();
}
