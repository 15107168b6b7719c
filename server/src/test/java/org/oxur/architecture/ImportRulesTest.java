package org.oxur.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Who may import whom. Rules about packages that are still to come hold from their first class on.
@AnalyzeClasses(packages = "org.oxur", importOptions = DoNotIncludeTests.class)
final class ImportRulesTest {
    /// The module `server`; with the compiler and the runtime, all that stands above the evaluator.
    private static final String[] ABOVE_THE_EVALUATOR = {
        "org.oxur.protocol..",
        "org.oxur.compiler..",
        "org.oxur.fangorn..",
        "org.oxur.ide..",
        "org.oxur.watch..",
        "org.oxur.server..",
        "org.oxur.node..",
        "org.oxur.cli..",
    };

    /// LSP4J's LSP types; its JSON-RPC (`org.eclipse.lsp4j.jsonrpc`) is not among them.
    private static final String[] LSP = {
        "org.eclipse.lsp4j",
        "org.eclipse.lsp4j.adapters..",
        "org.eclipse.lsp4j.launch..",
        "org.eclipse.lsp4j.services..",
        "org.eclipse.lsp4j.util..",
    };

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.oxur.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theProtocolKnowsJsonRpcOnly =
            classes()
                    .that()
                    .resideInAPackage("org.oxur.protocol..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "org.oxur.protocol..",
                            "org.eclipse.lsp4j.jsonrpc..",
                            "com.google.gson..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule theEvaluatorKnowsNothingAboveIt =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(ABOVE_THE_EVALUATOR)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ABOVE_THE_EVALUATOR);

    @ArchTest
    static final ArchRule theCompilerAndTheRuntimeDoNotKnowTheServer =
            noClasses()
                    .that()
                    .resideInAnyPackage("org.oxur.compiler..", "org.oxur.fangorn..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.oxur.protocol..",
                            "org.oxur.ide..",
                            "org.oxur.server..",
                            "org.oxur.node..",
                            "org.oxur.cli..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theCompilerDoesNotKnowTheRuntime =
            noClasses()
                    .that()
                    .resideInAPackage("org.oxur.compiler..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.oxur.fangorn..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theRuntimeDoesNotKnowTheCompiler =
            noClasses()
                    .that()
                    .resideInAPackage("org.oxur.fangorn..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.oxur.compiler..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nothingBelowTheTreeKnowsALanguage =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "org.oxur.text..",
                            "org.oxur.error..",
                            "org.oxur.ast..",
                            "org.oxur.frontend",
                            "org.oxur.resolve..",
                            "org.oxur.value..",
                            "org.oxur.builtin..",
                            "org.oxur.interpret..",
                            "org.oxur.module..",
                            "org.oxur.tier..",
                            "org.oxur.print..",
                            "org.oxur.compiler..",
                            "org.oxur.fangorn..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.oxur.frontend.*..");

    @ArchTest
    static final ArchRule lspTypesStayAtTheDoor =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.oxur.server..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(LSP);

    @ArchTest
    static final ArchRule antlrStaysInFrontEnds =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.oxur.frontend.*..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.antlr..");

    @ArchTest
    static final ArchRule asmStaysInTheBytecodeCompiler =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.oxur.compiler.jvm..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.objectweb.asm..");

    @ArchTest
    static final ArchRule picocliAndJlineStayInTheCommandLine =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.oxur.cli..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("picocli..", "org.jline..");

    @ArchTest
    static final ArchRule processesAreStartedInThreePlaces =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "org.oxur.compiler.rust..", "org.oxur.server..", "org.oxur.cli..")
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(ProcessBuilder.class);

    @ArchTest
    static final ArchRule standardOutputBelongsToTheCommandLine =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.oxur.cli..")
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(IO.class);

    @ArchTest
    static final ArchRule namesSayWhatAThingIs =
            noClasses()
                    .should()
                    .haveNameMatching(".*(Utils?|Helper|Manager|Common|\\wImpl)(\\$.*)?")
                    .because("a function without a home goes next to its only caller");
}
