package io.datarecords.examples.recordtable;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.datarecords.examples.recordtable", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> OF_THE_SERVICE = JavaClass.Predicates.resideInAPackage(
                    "io.datarecords..")
            .and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("io.datarecords.examples..")));

    @ArchTest
    static final ArchRule the_consumer_knows_the_topic_and_nothing_of_the_service =
            noClasses().should().dependOnClassesThat(OF_THE_SERVICE);
}
