package org.oxur.print;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Block;
import org.oxur.ast.Expr;
import org.oxur.ast.FnArg;
import org.oxur.ast.Generics;
import org.oxur.ast.Ident;
import org.oxur.ast.Item;
import org.oxur.ast.Pat;
import org.oxur.ast.Path;
import org.oxur.ast.Signature;
import org.oxur.ast.Stmt;
import org.oxur.ast.Type;

/// Definitions as Rust writes them, and the program around them.
final class RustItems {
    /// What Oxur's structs and enums can do by themselves.
    private static final List<String> DERIVED = List.of("Debug", "Clone", "PartialEq");

    private static final Map<String, String> STD =
            Map.of(
                    "HashMap", "std::collections::HashMap",
                    "HashSet", "std::collections::HashSet",
                    "Rc", "std::rc::Rc",
                    "RefCell", "std::cell::RefCell",
                    "LazyLock", "std::sync::LazyLock");

    private final RustExprs exprs;
    private final RustWriter out;

    RustItems(RustExprs exprs) {
        this.exprs = exprs;
        this.out = exprs.out;
    }

    String program(List<Stmt> stmts) {
        items(stmts);
        out.open("fn main() {");
        for (var stmt : stmts) {
            switch (stmt) {
                case Stmt.Definition _ -> {}
                case Stmt.Evaluation(_, var expr, _) -> topLevel(expr);
                case Stmt.Local local -> exprs.control.stmts(List.of(local), false, null);
            }
        }
        out.close("}").write("\n");
        return header() + out;
    }

    private String header() {
        var text = out.toString();
        var header = new StringBuilder("#![allow(warnings)]\n");
        STD.entrySet().stream()
                .filter(entry ->
                        text.contains(entry.getKey() + "::") || text.contains(entry.getKey() + "<"))
                .map(Map.Entry::getValue)
                .sorted()
                .forEach(name -> header.append("use ").append(name).append(";\n"));
        return header.append('\n').toString();
    }

    /// A place alone is looked at, not moved.
    private void topLevel(Expr expr) {
        out.line();
        switch (expr) {
            case Expr.Name _, Expr.Field _, Expr.TupleField _, Expr.Index _ -> {
                out.write("let _ = &");
                exprs.value(expr, RustExprs.UNARY, null);
                out.write(";");
            }
            default -> exprs.control.statement(expr);
        }
    }

    private void items(List<Stmt> stmts) {
        for (var stmt : stmts) {
            if (stmt instanceof Stmt.Definition(_, var item)) {
                item(item);
                out.line().line();
            }
        }
    }

    private void item(Item item) {
        switch (item) {
            case Item.Fn fn -> function(fn.isPub(), fn.sig(), fn.body(), fn.doc());
            case Item.Static value ->
                    constant(value.isPub(), value.ident().name(), value.type(), value.expr());
            case Item.Const value ->
                    constant(value.isPub(), value.ident().name(), value.type(), value.expr());
            case Item.Struct struct -> struct(struct);
            case Item.Enum choice -> choice(choice);
            case Item.Trait trait -> trait(trait);
            case Item.Impl impl -> new RustImpls(exprs, this).write(impl);
            case Item.Mod(_, var isPub, var ident, var content) -> {
                out.open(visibility(isPub) + "mod " + RustNames.rust(ident) + " {").line();
                if (content.stream().anyMatch(stmt -> !(stmt instanceof Stmt.Definition))) {
                    throw new NoCounterpart(
                            item.span(),
                            "a module with expressions in it has no counterpart in Rust");
                }
                items(content);
                out.close("}");
            }
            case Item.ExternCrate crate -> {
                var own = crate.crate().replace('-', '_');
                var name = RustNames.rust(crate.ident());
                out.write(visibility(crate.isPub()) + "extern crate " + own)
                        .write(name.equals(own) ? "" : " as " + name)
                        .write(";");
            }
            case Item.Use(_, var isPub, var path, var rename, var glob) ->
                    out.write(visibility(isPub) + "use ")
                            .write(exprs.types.path(path, RustTypes.Place.LOCAL))
                            .write(glob ? "::*" : "")
                            .write(rename == null ? "" : " as " + RustNames.rust(rename))
                            .write(";");
        }
    }

    private static String visibility(boolean isPub) {
        return isPub ? "pub " : "";
    }

    /// True for what a Rust `const` can hold.
    static boolean isConstant(Expr expr) {
        return expr instanceof Expr.Literal
                || expr instanceof Expr.Unary(_, var op, var operand)
                        && op == Expr.UnOp.NEG
                        && operand instanceof Expr.Literal;
    }

    private void constant(boolean isPub, String name, @Nullable Type declared, Expr expr) {
        var type = declared != null ? declared : exprs.scope.typeOf(expr);
        if (type == null) {
            throw new NoCounterpart(expr.span(), "the type of `" + name + "` is not written");
        }
        var text = exprs.types.text(type, RustTypes.Place.LOCAL);
        if (isConstant(expr)) {
            out.write(visibility(isPub) + "const " + RustNames.rust(name) + ": " + text + " = ");
            exprs.value(expr, RustExprs.ANY, declared);
            out.write(";");
            return;
        }
        if (type instanceof Type.Named(_, Path path)
                && path.name().equals("Vec")
                && path.segments().getLast().arguments().isEmpty()) {
            throw new NoCounterpart(expr.span(), "the type of `" + name + "` is not written");
        }
        out.write(visibility(isPub) + "static " + RustNames.rust(name));
        out.write(": LazyLock<" + text + "> = LazyLock::new(|| ");
        exprs.value(expr, RustExprs.ANY, declared);
        out.write(");");
    }

    void function(boolean isPub, Signature sig, @Nullable Block body, @Nullable String doc) {
        if (doc != null) {
            doc.lines().forEach(line -> out.write("/// " + line).line());
        }
        var saved = exprs.scope.enter();
        boolean named = needsLifetime(sig);
        var place = named ? RustTypes.Place.NAMED_LIFETIME : RustTypes.Place.PARAMETER;
        out.write(visibility(isPub) + "fn " + RustNames.rust(sig.ident()));
        out.write(generics(sig.generics(), named));
        var parameters = new ArrayList<String>();
        var pats = new ArrayList<Pat>();
        boolean receiver = false;
        for (var input : sig.inputs()) {
            switch (input) {
                case FnArg.Receiver(_, var reference, var mutable) -> {
                    receiver = true;
                    parameters.add((reference ? "&" : "") + (mutable ? "mut " : "") + "self");
                    exprs.scope.bind(new Ident(input.span(), "self"), null);
                }
                case FnArg.Typed(var span, var pat, var type) -> {
                    if (type == null) {
                        throw new NoCounterpart(
                                span,
                                "parameter "
                                        + exprs.pats.text(pat)
                                        + " of `"
                                        + sig.ident().name()
                                        + "` has no type");
                    }
                    parameters.add(exprs.pats.text(pat) + ": " + exprs.types.text(type, place));
                    exprs.scope.bind(pat, type);
                    pats.add(pat);
                }
                case FnArg.Rest(var span, _) ->
                        throw new NoCounterpart(
                                span, "a rest parameter has no counterpart in Rust");
            }
        }
        out.write("(" + String.join(", ", parameters) + ")");
        var output = sig.output();
        if (output != null) {
            out.write(" -> " + exprs.types.text(output, named ? place : RustTypes.Place.RESULT));
        }
        if (body == null) {
            out.write(";");
        } else {
            out.write(" ");
            exprs.control.functionBody(body, output, receiver ? null : pats);
        }
        exprs.scope.leave(saved);
    }

    /// Where a result borrows and rustc would not know from what: then from any parameter.
    private boolean needsLifetime(Signature sig) {
        if (sig.output() == null || !exprs.types.borrows(sig.output())) {
            return false;
        }
        int borrowed = 0;
        for (var input : sig.inputs()) {
            switch (input) {
                case FnArg.Receiver(_, var reference, _) -> {
                    if (reference) {
                        return false;
                    }
                }
                case FnArg.Typed(_, _, var type) -> {
                    if (type != null && exprs.types.borrows(type)) {
                        borrowed++;
                    }
                }
                case FnArg.Rest _ -> {}
            }
        }
        return borrowed > 1;
    }

    String generics(Generics generics, boolean lifetime) {
        var names = new ArrayList<String>();
        if (lifetime) {
            names.add("'a");
        }
        for (var parameter : generics.parameters()) {
            var bounds =
                    parameter.bounds().stream()
                            .map(bound -> trait(bound))
                            .collect(Collectors.joining(" + "));
            names.add(RustNames.rust(parameter.ident()) + (bounds.isEmpty() ? "" : ": " + bounds));
        }
        return names.isEmpty() ? "" : "<" + String.join(", ", names) + ">";
    }

    /// A trait's name; of those of Rust's that are not in scope by themselves, the full one.
    String trait(Path path) {
        var name = exprs.types.path(path, RustTypes.Place.LOCAL);
        return switch (path.name()) {
            case "Display", "Debug" -> "std::fmt::" + name;
            case "Add", "Sub", "Mul", "Div", "Rem", "Neg", "Index" -> "std::ops::" + name;
            case "Hash" -> "std::hash::" + name;
            default -> name;
        };
    }

    private void derives(String type, List<Path> derives) {
        var names = new LinkedHashSet<>(DERIVED);
        derives.forEach(derive -> names.add(derive.name()));
        if (names.contains("Ord")) {
            // Rust derives it only together with these.
            names.addAll(List.of("Eq", "PartialOrd"));
        }
        names.removeIf(name -> exprs.program.implementsTrait(type, name));
        if (!names.isEmpty()) {
            out.write("#[derive(" + String.join(", ", names) + ")]").line();
        }
    }

    private void struct(Item.Struct struct) {
        derives(struct.ident().name(), struct.derives());
        boolean borrows = exprs.program.borrows(struct.ident().name());
        out.write(visibility(struct.isPub()) + "struct " + RustNames.rust(struct.ident()));
        out.write(generics(struct.generics(), borrows));
        if (struct.fields().isEmpty()) {
            out.write(";");
            return;
        }
        out.open(" {");
        for (var field : struct.fields()) {
            out.line().write(visibility(struct.isPub()) + field(field)).write(",");
        }
        out.close("}");
    }

    private String field(Item.FieldDef field) {
        if (field.type() == null) {
            throw new NoCounterpart(
                    field.ident().span(), "field " + field.ident().name() + " has no type");
        }
        return RustNames.rust(field.ident())
                + ": "
                + exprs.types.text(field.type(), RustTypes.Place.FIELD);
    }

    private void choice(Item.Enum choice) {
        derives(choice.ident().name(), choice.derives());
        boolean borrows = exprs.program.borrows(choice.ident().name());
        out.write(visibility(choice.isPub()) + "enum " + RustNames.rust(choice.ident()));
        out.write(generics(choice.generics(), borrows));
        out.open(" {");
        for (var variant : choice.variants()) {
            out.line().write(RustNames.rust(variant.ident()));
            switch (variant.fields()) {
                case Item.Fields.Unit() -> {}
                case Item.Fields.Unnamed(var types) ->
                        out.write(
                                types.stream()
                                        .map(type -> exprs.types.text(type, RustTypes.Place.FIELD))
                                        .collect(Collectors.joining(", ", "(", ")")));
                case Item.Fields.Named(var fields) ->
                        out.write(
                                fields.stream()
                                        .map(this::field)
                                        .collect(Collectors.joining(", ", " { ", " }")));
            }
            out.write(",");
        }
        out.close("}");
    }

    private void trait(Item.Trait trait) {
        out.write(visibility(trait.isPub()) + "trait " + RustNames.rust(trait.ident()));
        out.write(generics(trait.generics(), false));
        out.open(" {");
        for (var fn : trait.fns()) {
            out.line();
            function(false, fn.sig(), fn.body(), fn.doc());
        }
        out.close("}");
    }
}
