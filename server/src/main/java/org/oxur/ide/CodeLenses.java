package org.oxur.ide;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// The line over each definition that says how it runs: `v2 · interpreted · 1,204 calls · in sync`.
///
/// Where the lines stand depends on the text alone, so that they never come and go with the
/// counters; titles are filled in from what the node says.
public final class CodeLenses {
    private CodeLenses() {}

    /// @param path names it to the node: `geometry::area`, `Point::norm`
    public record Lens(Span span, String path, Definition.Kind kind) {}

    /// How the text of a definition stands to what is loaded.
    public enum Sync {
        IN_SYNC("in sync"),
        EDITED("edited"),
        NOT_LOADED("not loaded"),
        STALE("depends on something edited"),
        ERROR("failed to load");

        private final String words;

        Sync(String words) {
            this.words = words;
        }
    }

    /// What a node knows of a function at one moment.
    ///
    /// @param version counted from 1; 0 when it is not loaded
    /// @param tier `interpreted`, `jit`, `native`
    /// @param blocked why no faster tier runs it, or null
    public record Facts(
            int version, String tier, long calls, Sync sync, @Nullable String blocked) {}

    /// One for each function, method with a body and macro, in order.
    public static List<Lens> of(Analysis analysis) {
        var lenses = new ArrayList<Lens>();
        collect(analysis.outline(), lenses);
        return lenses;
    }

    private static void collect(List<Definition> definitions, List<Lens> lenses) {
        for (var definition : definitions) {
            switch (definition.kind()) {
                case FUNCTION, METHOD -> {
                    if (hasBody(definition)) {
                        lenses.add(
                                new Lens(
                                        definition.nameSpan(),
                                        definition.path(),
                                        definition.kind()));
                    }
                }
                case IMPL, MODULE, TRAIT -> collect(definition.members(), lenses);
                case MACRO, STATIC, CONSTANT, STRUCT, ENUM, VARIANT, FIELD -> {}
            }
        }
    }

    /// A trait may only name a method.
    private static boolean hasBody(Definition definition) {
        return !definition.span().text().replaceAll("\\s+", " ").equals(definition.signature());
    }

    /// What the lens shows; a definition of which the node knows nothing is `not loaded`.
    public static String title(@Nullable Facts facts) {
        if (facts == null || facts.version() == 0) {
            return facts == null || facts.sync() != Sync.ERROR
                    ? Sync.NOT_LOADED.words
                    : Sync.ERROR.words;
        }
        var parts =
                new ArrayList<>(
                        List.of(
                                "v" + facts.version(),
                                facts.tier(),
                                calls(facts.calls()),
                                facts.sync().words));
        if (facts.blocked() != null) {
            parts.add(facts.blocked());
        }
        return String.join(" · ", parts);
    }

    private static String calls(long count) {
        return count == 0
                ? "never called"
                : String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "call" : "calls");
    }
}
