package org.oxur.server;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.oxur.ast.ModulePath;

/// Puts the tops of programs into sessions: programs that use the same file have one together, so
/// that what the file holds is there once. The first is the top of the session, the others are
/// beside it under their files' names.
final class SharedSessions {
    /// For the name of a text that is no file.
    private static final String EXTENSION = ".oxr";

    /// By session and module: the file that is meant there.
    private final Map<String, Map<String, String>> sessions = new LinkedHashMap<>();

    /// @return whether it was elsewhere before
    boolean place(OpenFile top) {
        var uses = uses(top);
        String session = session(top, uses);
        var there = sessions.computeIfAbsent(session, _ -> new HashMap<>());
        there.putAll(uses);
        var module = session.equals(top.ownSession()) ? "" : name(top.uri, there);
        there.put(module, top.uri);
        return top.moveTo(session, module);
    }

    private static Map<String, String> uses(OpenFile top) {
        var uses = new HashMap<String, String>();
        var known = top.analysed;
        if (known != null) {
            for (var module : known.modules()) {
                uses.put(module.name(), module.text().name());
            }
        }
        return uses;
    }

    /// A program that shared stays where it is, though the file that began the session may have
    /// been closed, and an edit may have taken away for a moment what it uses.
    private String session(OpenFile top, Map<String, String> uses) {
        for (var session : sessions.entrySet()) {
            if (share(session.getValue(), uses) && agree(session.getValue(), uses)) {
                return session.getKey();
            }
        }
        var now = top.isTop() ? top.session() : top.ownSession();
        return agree(sessions.getOrDefault(now, Map.of()), uses) ? now : top.ownSession();
    }

    private static boolean share(Map<String, String> one, Map<String, String> other) {
        return other.keySet().stream().anyMatch(one::containsKey);
    }

    /// Whether two programs mean the same files by the same names.
    private static boolean agree(Map<String, String> one, Map<String, String> other) {
        return other.entrySet().stream()
                .allMatch(module ->
                        one.getOrDefault(module.getKey(), module.getValue())
                                .equals(module.getValue()));
    }

    /// As much of the end of its path as is needed to be the only one of that name.
    private static String name(String uri, Map<String, String> taken) {
        int from = uri.lastIndexOf('/') + 1;
        while (from > 1 && !uri.equals(taken.getOrDefault(uri.substring(from), uri))) {
            from = uri.lastIndexOf('/', from - 2) + 1;
        }
        var name = uri.substring(from);
        return ModulePath.isTop(name) ? name : name + EXTENSION;
    }
}
