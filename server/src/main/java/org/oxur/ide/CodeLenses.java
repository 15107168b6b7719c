package org.oxur.ide;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Counted;
import org.oxur.text.Span;

/// The line over each definition that says how it runs: `v2 · interpreted · 1,204 calls · in sync`;
/// of what is not called, which version is loaded: `v2 · in sync`.
///
/// Where the lines stand depends on the text alone, so that they never come and go with the
/// counters; titles are filled in from what the node says.
public final class CodeLenses {
    private CodeLenses() {}

    /// @param path names it to the node: `geometry::area`, `Point::norm`; an `impl`, which has no
    ///   name, is named as it begins: `impl Area Point`
    public record Lens(Span span, String path, Definition.Kind kind) {}

    /// How the text of a definition stands to what is loaded.
    public enum Sync {
        IN_SYNC("in sync"),
        EDITED("edited"),
        NOT_LOADED("not loaded"),
        STALE("depends on something edited"),
        /// A later definition of the same text took its name.
        REPLACED("replaced further down"),
        ERROR("failed to load");

        private final String words;

        Sync(String words) {
            this.words = words;
        }
    }

    /// What a node knows of a definition at one moment.
    ///
    /// @param version counted from 1; 0 when it is not loaded
    /// @param tier `interpreted`, `jit`, `native`; null for what is not called
    /// @param blocked why no faster tier runs it, which one comes next, or null
    /// @param last the last change: why its code was thrown away, or null
    public record Facts(
            int version,
            @Nullable String tier,
            long calls,
            Sync sync,
            @Nullable String blocked,
            @Nullable String last) {
        public Facts(
                int version,
                @Nullable String tier,
                long calls,
                Sync sync,
                @Nullable String blocked) {
            this(version, tier, calls, sync, blocked, null);
        }
    }

    /// One for each definition, in order; a method that a trait only names is none, nor are the
    /// parts of a type.
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
                        lenses.add(lens(definition, definition.path()));
                    }
                }
                case MACRO, STATIC, CONSTANT, STRUCT, ENUM ->
                        lenses.add(lens(definition, definition.path()));
                case MODULE, TRAIT -> {
                    lenses.add(lens(definition, definition.path()));
                    collect(definition.members(), lenses);
                }
                case IMPL -> {
                    lenses.add(lens(definition, implName(definition)));
                    collect(definition.members(), lenses);
                }
                case VARIANT, FIELD -> {}
            }
        }
    }

    private static Lens lens(Definition definition, String path) {
        return new Lens(definition.nameSpan(), path, definition.kind());
    }

    /// `impl Area Point`, from `(impl Area Point)`.
    static String implName(Definition impl) {
        return impl.signature().substring(1, impl.signature().length() - 1);
    }

    /// A trait may only name a method.
    private static boolean hasBody(Definition definition) {
        return !definition.span().text().replaceAll("\\s+", " ").equals(definition.signature());
    }

    /// What the lens shows; a definition of which the node knows nothing is `not loaded`.
    public static String title(@Nullable Facts facts) {
        if (facts == null || facts.version() == 0) {
            return facts != null && (facts.sync() == Sync.ERROR || facts.sync() == Sync.REPLACED)
                    ? facts.sync().words
                    : Sync.NOT_LOADED.words;
        }
        var parts = new ArrayList<String>();
        parts.add("v" + facts.version());
        if (facts.tier() != null) {
            parts.add(facts.tier());
            parts.add(calls(facts.calls()));
        }
        parts.add(facts.sync().words);
        if (facts.blocked() != null) {
            parts.add(facts.blocked());
        }
        if (facts.last() != null) {
            parts.add(facts.last());
        }
        return String.join(" · ", parts);
    }

    private static String calls(long count) {
        return count == 0
                ? "never called"
                : String.format(Locale.ROOT, "%,d %s", count, Counted.noun(count, "call"));
    }
}
