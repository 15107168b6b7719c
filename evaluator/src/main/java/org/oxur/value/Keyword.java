package org.oxur.value;

import java.util.concurrent.ConcurrentHashMap;

/// An interned atom, `:inc`: two of one name are one object.
public final class Keyword {
    private static final ConcurrentHashMap<String, Keyword> ALL = new ConcurrentHashMap<>();

    private final String name;

    private Keyword(String name) {
        this.name = name;
    }

    /// @param name without the colon
    public static Keyword of(String name) {
        var known = ALL.get(name);
        return known != null ? known : ALL.computeIfAbsent(name, Keyword::new);
    }

    /// Without the colon.
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return ":" + name;
    }
}
