package org.oxur.value;

import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A name as a value, in the forms that macros work on. Interned: two of one name and mark are one
/// object.
///
/// A mark other than 0 tells apart what a template renamed: it prints like the plain name and is
/// another symbol.
public final class Symbol {
    private static final ConcurrentHashMap<String, Symbol> PLAIN = new ConcurrentHashMap<>();
    // Marks are made anew at each expansion, so marked symbols must not live longer than the forms
    // they are in.
    private static final ConcurrentHashMap<MarkedName, WeakReference<Symbol>> MARKED =
            new ConcurrentHashMap<>();
    private static final AtomicInteger NEXT_GENSYM = new AtomicInteger(1);
    private static final int SWEEP_AT = 10_000;

    private final String name;
    private final int mark;

    private record MarkedName(String name, int mark) {}

    private Symbol(String name, int mark) {
        this.name = name;
        this.mark = mark;
    }

    public static Symbol of(String name) {
        var known = PLAIN.get(name);
        return known != null ? known : PLAIN.computeIfAbsent(name, plain -> new Symbol(plain, 0));
    }

    public static Symbol of(String name, int mark) {
        if (mark == 0) {
            return of(name);
        }
        if (MARKED.size() > SWEEP_AT) {
            MARKED.values().removeIf(reference -> reference.get() == null);
        }
        var key = new MarkedName(name, mark);
        while (true) {
            var reference = MARKED.get(key);
            var known = reference == null ? null : reference.get();
            if (known != null) {
                return known;
            }
            var made = new Symbol(name, mark);
            var cell = new WeakReference<>(made);
            if (reference == null
                    ? MARKED.putIfAbsent(key, cell) == null
                    : MARKED.replace(key, reference, cell)) {
                return made;
            }
        }
    }

    /// A name that no text contains and no other call gives: `prefix__12`.
    public static Symbol fresh(String prefix) {
        return of(prefix + "__" + NEXT_GENSYM.getAndIncrement());
    }

    public String name() {
        return name;
    }

    /// 0 for a name as written.
    public int mark() {
        return mark;
    }

    @Override
    public String toString() {
        return name;
    }
}
