package org.oxur.frontend.lisp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Datum.Shape;
import org.oxur.error.Bug;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// The macros of `prelude.oxr`, which every program has. Each is one template, so expanding them
/// runs no code.
final class Prelude {
    private static final SourceText SOURCE = new SourceText("<prelude>", read());
    private static final Map<String, TemplateMacro> TEMPLATES = templates();

    private Prelude() {}

    static @Nullable TemplateMacro template(String name) {
        return TEMPLATES.get(name);
    }

    static Set<String> names() {
        return TEMPLATES.keySet();
    }

    static Span place() {
        return SOURCE.span(0, 0);
    }

    private static String read() {
        try (var stream = Prelude.class.getResourceAsStream("prelude.oxr")) {
            if (stream == null) {
                throw Bug.unreachable("prelude.oxr is part of the program");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, TemplateMacro> templates() {
        var templates = new HashMap<String, TemplateMacro>();
        for (var form : Syntax.of(SOURCE).forms()) {
            var cursor = new Cursor(Forms.arguments((Form.Sequence) form));
            var name = (Form.Symbol) cursor.take();
            var parameters = cursor.takeSequence(Shape.VEC);
            var template = parameters == null ? null : TemplateMacro.of(parameters, cursor.rest());
            if (template == null) {
                throw Bug.unreachable("each prelude macro is one template: " + name.name());
            }
            templates.put(name.name(), template);
        }
        return Map.copyOf(templates);
    }
}
