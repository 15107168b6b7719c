package org.oxur.server;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ide.CodeLenses;
import org.oxur.ide.CodeLenses.Facts;
import org.oxur.ide.CodeLenses.Sync;
import org.oxur.ide.Snapshot.SessionFacts;
import org.oxur.live.FileResults;
import org.oxur.live.LiveForm;
import org.oxur.live.LiveResult;
import org.oxur.protocol.Tier;
import org.oxur.protocol.TierInfo;

/// What is known of a file's definitions at one moment: which version of each is loaded, how it
/// runs, and how that stands to the text. Immutable.
final class DefinitionFacts {
    private final @Nullable AnalysedText known;
    private final FileResults results;
    private final Map<String, TierInfo> functions;
    private final Map<String, Integer> versions;
    private final Map<String, Integer> loads;
    private final Map<String, String> values;
    private final Set<Object> loaded;
    private final Set<String> names;

    private DefinitionFacts(OpenFile file) {
        this.known = file.analysed;
        this.results = file.results;
        this.functions = Map.copyOf(file.definitions);
        this.versions = Map.copyOf(file.versions);
        this.loads = Map.copyOf(file.loads);
        this.values = Map.copyOf(file.values);
        this.loaded = file.loaded.keys();
        this.names = file.loaded.names();
    }

    static DefinitionFacts of(OpenFile file) {
        return new DefinitionFacts(file);
    }

    /// @param path as a lens names it
    /// @param nth of the lenses with that path, from 0
    /// @return null where nothing is loaded, or was tried to be
    @Nullable Facts of(String path, int nth) {
        var form = form(path);
        var own = form(path, nth);
        if (own != null && own != form && isReplaced(own)) {
            return new Facts(0, null, 0, Sync.REPLACED, null);
        }
        form = own != null ? own : form;
        var sync = sync(path, form);
        var function = functions.get(path);
        if (function != null) {
            var failed = blocked(sync);
            return new Facts(
                    function.version(),
                    tier(function.tier()),
                    function.calls(),
                    sync,
                    failed != null ? failed : next(function),
                    last(function));
        }
        var version = versions.getOrDefault(path, loads.get(name(path)));
        if (version != null && sync != Sync.NOT_LOADED) {
            return new Facts(version, null, 0, sync, null);
        }
        return sync == Sync.ERROR ? new Facts(0, null, 0, sync, null) : null;
    }

    /// Of a definition that is loaded; null for others, and for what has no versions.
    @Nullable Integer version(String path) {
        var function = functions.get(path);
        return function != null ? (Integer) function.version() : versions.get(path);
    }

    /// The node has not said yet how it runs.
    private static @Nullable String blocked(Sync sync) {
        return sync == Sync.ERROR ? "the last attempt to load it failed" : null;
    }

    /// Where it may come to, and why it is not there.
    private static @Nullable String next(TierInfo function) {
        var next = function.next();
        if (next == null) {
            return function.pinned() ? "pinned" : null;
        }
        var tier = tier(next.tier());
        return switch (next.state()) {
            case QUEUED -> tier + " queued";
            case COMPILING -> "compiling to " + tier;
            case BLOCKED -> tier + ": " + next.reason();
        };
    }

    private static @Nullable String last(TierInfo function) {
        var deopt = function.lastDeopt();
        return deopt == null || function.tier() != Tier.INTERP
                ? null
                : "its code was thrown away: " + deopt.reason();
    }

    private static String tier(Tier tier) {
        return switch (tier) {
            case INTERP -> "interpreted";
            case JIT -> "jit";
            case NATIVE -> "native";
        };
    }

    /// An `impl` is known by a name with a leading dot.
    private static String name(String path) {
        return path.startsWith("impl ") ? "." + path : path;
    }

    private @Nullable LiveForm form(String path) {
        if (known == null) {
            return null;
        }
        var name = name(path);
        LiveForm last = null;
        for (var form : known.dependencies().forms()) {
            if (form.defines().contains(name)
                    || form.defines().stream().anyMatch(owner -> isPartOf(path, owner))) {
                last = form;
            }
        }
        return last;
    }

    /// The form around the nth lens of that path; null where it is the only one.
    private @Nullable LiveForm form(String path, int nth) {
        if (known == null || !repeats(path)) {
            return null;
        }
        var lenses =
                CodeLenses.of(known.analysis()).stream()
                        .filter(lens -> lens.path().equals(path))
                        .toList();
        if (nth >= lenses.size()) {
            return null;
        }
        int at = lenses.get(nth).span().start();
        for (var form : known.dependencies().forms()) {
            if (form.start() <= at && at < form.end()) {
                return form;
            }
        }
        return null;
    }

    private boolean repeats(String path) {
        var name = name(path);
        return known != null
                && known.dependencies().forms().stream()
                                .filter(form -> form.defines().contains(name))
                                .limit(2)
                                .count()
                        > 1;
    }

    /// By a loaded form that comes later and defines all that it does.
    private boolean isReplaced(LiveForm form) {
        return known != null
                && !loaded.contains(form.key())
                && known.dependencies().forms().stream()
                        .anyMatch(later ->
                                later.start() > form.start()
                                        && loaded.contains(later.key())
                                        && later.defines().containsAll(form.defines()));
    }

    private static boolean isPartOf(String path, String owner) {
        return path.startsWith(owner + "::") || (".impl " + path).startsWith(owner + "::");
    }

    private Sync sync(String path, @Nullable LiveForm form) {
        if (form == null) {
            return names.contains(name(path)) || known == null ? Sync.IN_SYNC : Sync.NOT_LOADED;
        }
        var result = resultOf(form);
        if (result != null && result.outcome() == LiveResult.Outcome.ERROR && !result.isStale()) {
            return Sync.ERROR;
        }
        if (loaded.contains(form.key())) {
            return result != null && result.outdated() ? Sync.STALE : Sync.IN_SYNC;
        }
        boolean earlier =
                functions.containsKey(path) || form.defines().stream().anyMatch(names::contains);
        return earlier ? Sync.EDITED : Sync.NOT_LOADED;
    }

    private @Nullable LiveResult resultOf(LiveForm form) {
        for (var result : results.all()) {
            if (result.start() == form.start() && result.end() == form.end()) {
                return result;
            }
        }
        return null;
    }

    /// Statics as they were last printed.
    Map<String, SessionFacts.Value> values() {
        var found = new HashMap<String, SessionFacts.Value>();
        values.forEach((path, text) -> {
            boolean stale = sync(path, form(path)) != Sync.IN_SYNC;
            found.put(path, new SessionFacts.Value(text, stale));
        });
        return found;
    }

    /// The lens's words.
    String title(String path, int nth) {
        return CodeLenses.title(of(path, nth));
    }
}
