package org.oxur.ide;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.oxur.ide.FormUnits.Unit;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// Whatever stands in a text, every feature answers, and with places inside the text.
final class AnyTextTest {
    private static final EditorLanguage LANGUAGE = new OxurLanguage();

    private static void everything(String content, int offset) {
        var text = new SourceText("main.oxr", content);
        var snapshot = Snapshot.empty(LANGUAGE).with(text);
        var analysis = Fixture.analysis(snapshot, text);
        Diagnostics.of(snapshot, analysis).forEach(diagnostic -> isInside(text, diagnostic.span()));
        inOrder(SemanticTokens.of(snapshot, analysis), text);
        DocumentSymbols.of(analysis).forEach(symbol -> isInside(text, symbol.span()));
        FoldingRanges.of(analysis)
                .forEach(range ->
                        assertTrue(
                                range.startLine() < range.endLine()
                                        && range.endLine() < text.lines().count()));
        CodeLenses.of(analysis).forEach(lens -> isInside(text, lens.span()));
        FileDependencies.of(snapshot, analysis).forEach(form -> isInside(text, form.span()));
        Formatting.of(analysis).forEach(edit -> isInside(text, edit.span()));
        Hover.at(snapshot, analysis, offset).ifPresent(found -> isInside(text, found.span()));
        Completion.at(snapshot, analysis, offset).forEach(item -> isInside(text, item.replaced()));
        SignatureHelp.at(snapshot, analysis, offset);
        GoToDefinition.at(snapshot, analysis, offset)
                .forEach(link -> isInside(text, link.targetName()));
        References.at(snapshot, analysis, offset)
                .forEach(reference -> isInside(text, reference.span()));
        SelectionRanges.at(analysis, offset).forEach(span -> isInside(text, span));
        for (var unit : Unit.values()) {
            FormUnits.at(analysis, offset, unit).ifPresent(found -> isInside(text, found.span()));
        }
        FormUnits.selected(analysis, text.span(offset, Math.min(text.length(), offset + 7)));
    }

    private static void isInside(SourceText text, Span span) {
        assertTrue(
                span.source() == text && span.end() <= text.length(),
                () -> span + " of another text");
    }

    private static void inOrder(List<SemanticTokens.SemanticToken> tokens, SourceText text) {
        int end = 0;
        for (var token : tokens) {
            assertTrue(
                    end <= token.start()
                            && token.start() < token.end()
                            && token.end() <= text.length(),
                    () -> "token " + token);
            end = token.end();
        }
    }

    @Test
    void mutatedProgramsAreAnswered() throws IOException {
        long seed = Long.getLong("oxur.seed", 20_261_122L);
        var random = new Random(seed);
        var texts = new ArrayList<String>();
        try (var files =
                Files.list(Path.of(System.getProperty("oxur.root"), "corpus/conformance"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".oxr")).sorted().toList()) {
                texts.add(Files.readString(file));
            }
        }
        for (int i = 0; i < 400; i++) {
            var text = mutated(texts.get(random.nextInt(texts.size())), random);
            int offset = random.nextInt(text.length() + 1);
            try {
                everything(text, offset);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ", offset " + offset + ":\n" + text, e);
            }
        }
    }

    /// A part of a program with pieces of itself and single characters put in and taken out.
    private static String mutated(String text, Random random) {
        int start = random.nextInt(text.length());
        var out = new StringBuilder(text.substring(start, Math.min(text.length(), start + 800)));
        for (int i = 0; i < 8; i++) {
            int at = random.nextInt(out.length());
            int from = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> out.deleteCharAt(at);
                case 1 ->
                        out.insert(
                                at, text, from, Math.min(text.length(), from + random.nextInt(30)));
                case 2 ->
                        out.insert(
                                at,
                                "()[]{}'`,&\"\\;#:.\n\r|_😀"
                                        .codePoints()
                                        .skip(random.nextInt(20))
                                        .mapToObj(Character::toString)
                                        .findFirst()
                                        .orElse(""));
                default -> out.delete(at, Math.min(out.length(), at + random.nextInt(20)));
            }
            if (out.isEmpty()) {
                out.append("(");
            }
        }
        return out.toString();
    }

    @Test
    void deeplyNestedTextIsAnswered() {
        int depth = 100_000;
        everything("(def x " + "(".repeat(depth) + ")".repeat(depth) + ")\n(f x)\n", 9);
        everything("(defn f " + "[".repeat(depth) + "\n(f 1)\n", depth);
        everything("'".repeat(depth) + "x\n", depth);
    }

    @Test
    void theEmptyTextIsAnswered() {
        everything("", 0);
        everything("\n", 1);
    }
}
