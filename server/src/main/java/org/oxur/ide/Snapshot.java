package org.oxur.ide;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.text.SourceText;

/// All texts of a project at one moment, open in an editor or not. Immutable; every change gives a
/// new one.
///
/// Texts are known by [SourceText#name()], a path or a URI. Analyses are made when someone first
/// asks, by any thread, and shared by later snapshots in which the text is the same.
public final class Snapshot {
    private final EditorLanguage language;
    private final Map<String, Lazy> texts;
    private final SessionFacts session;

    private Snapshot(EditorLanguage language, Map<String, Lazy> texts, SessionFacts session) {
        this.language = language;
        this.texts = texts;
        this.session = session;
    }

    public static Snapshot empty(EditorLanguage language) {
        return new Snapshot(language, Map.of(), SessionFacts.NONE);
    }

    /// What a running node knows that no text says.
    ///
    /// @param defined names of all that is defined there, from the root: `geometry::area`
    /// @param values of statics, by text and by path in it
    public record SessionFacts(Set<String> defined, Map<String, Map<String, Value>> values) {
        public static final SessionFacts NONE = new SessionFacts(Set.of(), Map.of());

        public SessionFacts {
            defined = Set.copyOf(defined);
            values = Map.copyOf(values);
        }

        /// @param text as printed, cut to what a hover holds
        /// @param stale the static, or something it depends on, was changed since
        public record Value(String text, boolean stale) {}

        @Nullable Value value(Definition definition) {
            var ofText = values.get(definition.nameSpan().source().name());
            return ofText == null ? null : ofText.get(definition.path());
        }
    }

    /// With a text opened, edited or found on disk.
    public Snapshot with(SourceText text) {
        var next = new LinkedHashMap<>(texts);
        next.put(text.name(), new Lazy(text, texts.get(text.name())));
        return new Snapshot(language, next, session);
    }

    public Snapshot without(String file) {
        var next = new LinkedHashMap<>(texts);
        next.remove(file);
        return new Snapshot(language, next, session);
    }

    public Snapshot knowing(SessionFacts facts) {
        return new Snapshot(language, texts, facts);
    }

    public SessionFacts session() {
        return session;
    }

    public Set<String> files() {
        return texts.keySet();
    }

    /// Null when there is no such text.
    public @Nullable Analysis analysis(String file) {
        var text = texts.get(file);
        return text == null ? null : text.analysis(language);
    }

    /// The text that is the module of that path (`src/geometry.oxr` is `geometry`,
    /// `geometry/solid.oxr` is `geometry::solid`), or null.
    ///
    /// @param from the text that uses it: of several the nearest is meant
    @Nullable Analysis module(String path, String from) {
        int last = path.lastIndexOf("::");
        var name = last < 0 ? path : path.substring(last + 2);
        var folder = last < 0 ? "" : "/" + path.substring(0, last).replace("::", "/") + "/";
        Lazy nearest = null;
        int most = -1;
        for (var text : texts.values()) {
            if (moduleName(text.text.name()).equals(name) && isIn(folder, text.text.name())) {
                int shared = shared(text.text.name(), from);
                if (shared > most) {
                    nearest = text;
                    most = shared;
                }
            }
        }
        return nearest == null ? null : nearest.analysis(language);
    }

    private static boolean isIn(String folder, String file) {
        return file.substring(0, file.lastIndexOf('/') + 1).endsWith(folder);
    }

    /// Length of the beginning that two paths share.
    private static int shared(String one, String other) {
        int limit = Math.min(one.length(), other.length());
        int at = 0;
        while (at < limit && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }

    /// What a text is called as a module.
    String moduleName(String file) {
        var last = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        var extension = "." + language.extension();
        return last.endsWith(extension)
                ? last.substring(0, last.length() - extension.length())
                : last;
    }

    public List<Analysis> analyses() {
        return texts.values().stream().map(text -> text.analysis(language)).toList();
    }

    /// A text with its analysis as soon as someone wanted it. The text before it is kept only until
    /// then.
    private static final class Lazy {
        private final SourceText text;
        private @Nullable Lazy previous;
        private @Nullable Analysis analysis;

        Lazy(SourceText text, @Nullable Lazy previous) {
            this.text = text;
            this.previous = previous == null ? null : previous.newestAnalysed();
        }

        private synchronized @Nullable Lazy newestAnalysed() {
            return analysis != null ? this : previous;
        }

        private synchronized @Nullable Analysis known() {
            return analysis;
        }

        synchronized Analysis analysis(EditorLanguage language) {
            var known = analysis;
            if (known == null) {
                known = Analysis.of(text, language, previous == null ? null : previous.known());
                analysis = known;
                previous = null;
            }
            return known;
        }
    }
}
