package io.datarecords.standalone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.datarecords.standalone", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> INSIDE_OF_A_SIDE = resideInAnyPackage(
                    "io.datarecords.command..", "io.datarecords.query..", "io.datarecords.eventlog..")
            .and(DescribedPredicate.not(DescribedPredicate.describe(
                    "is a side as a whole",
                    type -> type.getSimpleName().equals("CommandSide")
                            || type.getSimpleName().equals("QuerySide"))));

    @ArchTest
    static final ArchRule it_puts_the_sides_together_and_looks_into_neither =
            noClasses().should().dependOnClassesThat(INSIDE_OF_A_SIDE);

    @ArchTest
    static final ArchRule the_sample_data_comes_in_over_http_as_from_any_client = noClasses()
            .that()
            .resideInAPackage("..sample..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.datarecords..", "org.springframework..")
                    .and(DescribedPredicate.not(resideInAnyPackage("..sample.."))));
}
