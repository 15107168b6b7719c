package org.oxur.builtin;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The functions of one receiver or subject, in the order in which people should read of them.
final class Catalogue {
    private final String title;
    private final Map<String, BuiltinFunction> entries = new LinkedHashMap<>();
    private boolean adapts;

    /// @param title heading in the language reference
    Catalogue(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /// From here on, integer literals without suffix take the type of the other operand.
    Catalogue adaptingLiterals() {
        adapts = true;
        return this;
    }

    Catalogue notAdaptingLiterals() {
        adapts = false;
        return this;
    }

    /// @param example a form with its expectation, which a test runs
    Catalogue one(String signature, String doc, String example, Body.One body) {
        return add(signature, doc, example, body);
    }

    Catalogue two(String signature, String doc, String example, Body.Two body) {
        return add(signature, doc, example, body);
    }

    Catalogue three(String signature, String doc, String example, Body.Three body) {
        return add(signature, doc, example, body);
    }

    Catalogue any(String signature, String doc, String example, Body body) {
        return add(signature, doc, example, body);
    }

    private Catalogue add(String signature, String doc, String example, Body body) {
        var function = new BuiltinFunction(signature, doc, example, adapts, body);
        if (entries.put(function.name(), function) != null) {
            throw new IllegalStateException("two built-in functions " + function.name());
        }
        return this;
    }

    @Nullable BuiltinFunction get(String name) {
        return entries.get(name);
    }

    Collection<BuiltinFunction> all() {
        return entries.values();
    }
}
