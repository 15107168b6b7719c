package org.oxur.print;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Block;
import org.oxur.ast.FnArg;
import org.oxur.ast.Ident;
import org.oxur.ast.Item;
import org.oxur.ast.Path;
import org.oxur.ast.Signature;
import org.oxur.ast.Type;

/// `impl` blocks as Rust writes them. Traits that Oxur and Rust both know have the same methods,
/// but Rust wants their types said.
final class RustImpls {
    private static final Set<String> OPERATORS = Set.of("Add", "Sub", "Mul", "Div", "Rem");

    private final RustExprs exprs;
    private final RustItems items;
    private final RustWriter out;

    RustImpls(RustExprs exprs, RustItems items) {
        this.exprs = exprs;
        this.items = items;
        this.out = exprs.out;
    }

    void write(Item.Impl impl) {
        var trait = impl.trait();
        out.write("impl" + items.generics(impl.generics(), false) + " ");
        if (trait != null) {
            out.write(items.trait(trait) + " for ");
        }
        out.write(exprs.types.text(impl.self(), RustTypes.Place.LOCAL) + lifetime(impl.self()));
        out.open(" {");
        for (var fn : impl.fns()) {
            out.line();
            if (trait == null) {
                items.function(fn.isPub(), fn.sig(), fn.body(), fn.doc());
            } else {
                method(trait, impl.self(), fn);
            }
        }
        out.close("}");
    }

    private String lifetime(Type self) {
        return self instanceof Type.Named(_, Path path) && exprs.program.borrows(path.name())
                ? "<'_>"
                : "";
    }

    private void method(Path trait, Type self, Item.Fn fn) {
        var name = trait.name();
        var sig = fn.sig();
        if (name.equals("Display")) {
            display(sig, fn.body());
        } else if (OPERATORS.contains(name)) {
            associated("Output", sig.output(), sig);
            items.function(false, typed(sig, self, sig.output()), fn.body(), fn.doc());
        } else {
            switch (name) {
                case "Neg" -> {
                    associated("Output", sig.output(), sig);
                    items.function(false, sig, fn.body(), fn.doc());
                }
                case "Iterator" -> {
                    associated("Item", RustScope.argument(sig.output()), sig);
                    items.function(false, sig, fn.body(), fn.doc());
                }
                case "From" -> {
                    var from = trait.segments().getLast().arguments();
                    var parameter = from.isEmpty() ? self : from.getFirst();
                    items.function(false, typed(sig, parameter, self), fn.body(), fn.doc());
                }
                case "Default", "Clone" ->
                        items.function(false, typed(sig, self, self), fn.body(), fn.doc());
                default -> items.function(false, sig, fn.body(), fn.doc());
            }
        }
    }

    /// Oxur's `fmt` gives the string; Rust's writes it.
    private void display(Signature sig, Block body) {
        var text = RustScope.named(sig.span(), "String");
        out.open("fn fmt(&self, f__n: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {");
        out.line().write("f__n.pad(&");
        var saved = exprs.scope.enter();
        exprs.scope.bind(new Ident(sig.span(), "self"), null);
        exprs.control.functionBody(body, text, null);
        exprs.scope.leave(saved);
        out.write(")").close("}");
    }

    private void associated(String name, @Nullable Type type, Signature sig) {
        if (type == null) {
            throw new NoCounterpart(
                    sig.span(), "the result of `" + sig.ident().name() + "` has no type");
        }
        out.write("type " + name + " = " + exprs.types.text(type, RustTypes.Place.LOCAL) + ";")
                .line();
    }

    /// The signature with the types that the trait gives where the program leaves them out.
    private static Signature typed(Signature sig, Type parameter, @Nullable Type output) {
        var inputs =
                sig.inputs().stream()
                        .map(input ->
                                input instanceof FnArg.Typed(var span, var pat, var type)
                                                && type == null
                                        ? new FnArg.Typed(span, pat, parameter)
                                        : input)
                        .toList();
        return new Signature(
                sig.span(),
                sig.ident(),
                sig.generics(),
                inputs,
                sig.output() == null ? output : sig.output());
    }
}
