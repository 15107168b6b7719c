package org.oxur.interpret;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.FnArg;
import org.oxur.ast.Item;
import org.oxur.ast.Signature;
import org.oxur.error.OxurPanic;
import org.oxur.error.ResolveError;
import org.oxur.error.TypeError;
import org.oxur.module.TypeDefinition;
import org.oxur.text.Counted;
import org.oxur.text.Spelling;

/// Whether an `impl` gives what its trait asks for: all methods without a default, no others, and
/// each with the parameters that the trait declares.
final class TraitCheck {
    private final Item.Impl impl;
    private final String trait;

    private TraitCheck(Item.Impl impl, String trait) {
        this.impl = impl;
        this.trait = trait;
    }

    /// @throws OxurPanic `unknown-method`, `arity-mismatch`, `type-mismatch`
    static void check(Item.Impl impl, TypeDefinition trait) {
        if (trait.item() instanceof Item.Trait declared) {
            new TraitCheck(impl, trait.name()).check(declared);
        }
    }

    /// As [#check(Item.Impl, TypeDefinition)], for a trait that the language knows.
    ///
    /// @throws OxurPanic `unknown-method`, `arity-mismatch`
    static void check(Item.Impl impl, String knownTrait) {
        new TraitCheck(impl, knownTrait).checkKnown();
    }

    private void check(Item.Trait declared) {
        var names = declared.fns().stream().map(f -> f.sig().ident().name()).toList();
        for (var given : impl.fns()) {
            var name = given.sig().ident().name();
            int at = names.indexOf(name);
            if (at < 0) {
                throw foreign(given, Spelling.nearest(name, names));
            }
            compare(given, declared.fns().get(at).sig());
        }
        missing(
                declared.fns().stream()
                        .filter(f -> f.body() == null)
                        .map(f -> f.sig().ident().name())
                        .toList());
    }

    private void checkKnown() {
        var methods = KnownTraits.methods(trait);
        if (methods.isEmpty()) {
            return;
        }
        for (var given : impl.fns()) {
            var name = given.sig().ident().name();
            var parameters = methods.get(name);
            if (parameters != null) {
                count(given, parameters);
            } else if (!KnownTraits.isOpen(trait)) {
                throw foreign(given, Spelling.nearest(name, methods.keySet()));
            }
        }
        missing(methods.keySet().stream().sorted().toList());
    }

    private OxurPanic foreign(Item.Fn given, @Nullable String similar) {
        return new OxurPanic(
                new ResolveError.NotInTrait(
                        given.sig().ident().span(), trait, given.sig().ident().name(), similar));
    }

    private void missing(List<String> required) {
        var missing = new ArrayList<>(required);
        impl.fns().forEach(given -> missing.remove(given.sig().ident().name()));
        if (!missing.isEmpty()) {
            var path = impl.trait();
            throw new OxurPanic(
                    new ResolveError.MissingMethods(
                            path == null ? impl.span() : path.span(), trait, missing));
        }
    }

    private void compare(Item.Fn given, Signature declared) {
        boolean receives = receiver(declared) != null;
        if (receives != (receiver(given.sig()) != null)) {
            throw receiver(
                    given,
                    receives
                            ? "takes `self` in the trait, but not here"
                            : "takes `self` here, but not in the trait");
        }
        if (given.sig().hasRest() != declared.hasRest()) {
            throw arity(given, words(declared.inputs().size(), declared.hasRest()));
        }
        if (given.sig().inputs().size() != declared.inputs().size()) {
            throw arity(given, words(declared.inputs().size(), declared.hasRest()));
        }
        var here = receiver(given.sig());
        var there = receiver(declared);
        if (here != null && there != null && !written(here).equals(written(there))) {
            throw receiver(
                    given,
                    "takes `" + written(there) + "` in the trait, `" + written(here) + "` here");
        }
    }

    private OxurPanic receiver(Item.Fn given, String problem) {
        return new OxurPanic(
                new TypeError.TypeMismatch(
                        given.sig().ident().span(),
                        "`" + trait + "::" + given.sig().ident().name() + "` " + problem,
                        null));
    }

    private static FnArg.@Nullable Receiver receiver(Signature sig) {
        return !sig.inputs().isEmpty() && sig.inputs().getFirst() instanceof FnArg.Receiver self
                ? self
                : null;
    }

    /// `mut self` is the implementation's own affair.
    private static String written(FnArg.Receiver self) {
        return !self.reference() ? "self" : self.mutable() ? "&mut self" : "&self";
    }

    private void count(Item.Fn given, int parameters) {
        if (given.sig().inputs().size() != parameters) {
            throw arity(given, words(parameters, false));
        }
    }

    private static String words(int count, boolean rest) {
        int least = rest ? count - 1 : count;
        return (rest ? "at least " : "") + Counted.of(least, "parameter");
    }

    private OxurPanic arity(Item.Fn given, String declared) {
        return new OxurPanic(
                new ResolveError.ImplArity(
                        given.sig().ident().span(),
                        trait,
                        given.sig().ident().name(),
                        declared,
                        given.sig().inputs().size()));
    }
}
