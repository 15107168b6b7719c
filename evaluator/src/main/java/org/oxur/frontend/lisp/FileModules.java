package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Ident;
import org.oxur.ast.Item;
import org.oxur.ast.Stmt;
import org.oxur.error.ResolveError;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// Modules that are files: `(mod geometry)` reads one, and so does `(use geometry::area)` where no
/// module of that name is known.
///
/// What `use` reads becomes a module at the top, before the form that asked for it. Files may use
/// each other: one that is being read is not read again. A module whose forms are given (a language
/// server loads them, from the texts that it knows) is declared only.
final class FileModules {
    private final Lowering lowering;
    private final Set<String> reading = new HashSet<>();
    private final List<Stmt> loaded = new ArrayList<>();

    FileModules(Lowering lowering) {
        this.lowering = lowering;
    }

    void beginForm() {
        reading.clear();
        loaded.clear();
    }

    /// The statements of a form, after the modules that it needed.
    List<Stmt> withLoaded(List<Stmt> statements) {
        if (loaded.isEmpty()) {
            return statements;
        }
        var all = new ArrayList<>(loaded);
        all.addAll(statements);
        return all;
    }

    /// `(mod name)`.
    Item.Mod module(Form.Sequence form, Ident ident, boolean isPub) {
        var macros = lowering.macros();
        var path = macros.modulePath(ident.name());
        if (macros.isGiven(path)) {
            return lowering.items().module(form, ident, List.of(), isPub);
        }
        var text = find(form.span(), path);
        if (text == null && macros.host().available()) {
            throw new Refused(new ResolveError.MissingModule(ident.span(), path));
        }
        return text == null
                ? lowering.items().module(form, ident, List.of(), isPub)
                : read(form, ident, path, text, isPub);
    }

    /// Reads the file of the module that a `use` begins with, if none of that name is known.
    void load(Item.Use use) {
        var segments = use.path().segments();
        boolean fromTop = segments.getFirst().ident().name().equals("crate");
        var names = fromTop ? segments.subList(1, segments.size()) : segments;
        if (names.isEmpty()) {
            return;
        }
        var ident = names.getFirst().ident();
        var name = ident.name();
        if (name.equals("self") || name.equals("super") || lowering.macros().knowsModule(name)) {
            return;
        }
        var text = find(use.span(), name);
        if (text == null || !reading.add(name)) {
            return;
        }
        lowering.macros()
                .atTop(() -> {
                    var form = new Form.Symbol(use.path().span(), name);
                    var module = read(form, ident, name, text, true);
                    loaded.add(new Stmt.Definition(use.span(), module));
                });
    }

    private @Nullable SourceText find(Span span, String path) {
        return lowering.macros().host().moduleFile(span.source(), path);
    }

    private Item.Mod read(Form form, Ident ident, String path, SourceText text, boolean isPub) {
        reading.add(path);
        var syntax = Syntax.of(text);
        if (!syntax.errors().isEmpty()) {
            throw new Refused(syntax.errors().getFirst());
        }
        try {
            return lowering.items().module(form, ident, syntax.forms(), isPub);
        } catch (Refused refused) {
            // The next that asks for it reads it again.
            lowering.macros().forgetModule(path);
            throw refused;
        }
    }
}
