package io.datarecords.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.datarecords.api", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_shared_api_uses_the_jdk_jspecify_and_re2j_alone = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "com.google.re2j..", "io.datarecords.api..");

    @ArchTest
    static final ArchRule regular_expressions_are_the_schemas_business = noClasses()
            .that()
            .resideOutsideOfPackage("io.datarecords.api.datatype")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google.re2j..", "java.util.regex..");

    @ArchTest
    static final ArchRule data_types_know_nothing_of_records = noClasses()
            .that()
            .resideInAPackage("io.datarecords.api.datatype..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.datarecords.api.record..");

    @ArchTest
    static final ArchRule access_knows_neither_records_nor_data_types = noClasses()
            .that()
            .resideInAPackage("io.datarecords.api.access..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.datarecords.api.record..", "io.datarecords.api.datatype..");
}
