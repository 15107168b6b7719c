package org.oxur.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.FnArg;
import org.oxur.builtin.Builtins;
import org.oxur.frontend.Expander.Word;
import org.oxur.interpret.Definitions;
import org.oxur.interpret.FunctionCode;
import org.oxur.module.Function;
import org.oxur.module.Global;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.module.Version;
import org.oxur.text.Span;
import org.oxur.tier.Background;
import org.oxur.tier.Standing;

/// Functions and names as people are told of them.
final class Infos {
    private Infos() {}

    static FunctionInfo of(Function function, Background background) {
        var current = function.current();
        var tree = current.tree();
        var standing = background.standing(function);
        return new FunctionInfo(
                function.name(),
                current.number(),
                FunctionCode.tier(function).word(),
                reason(standing),
                function.earlierCalls() + Definitions.calls(function),
                function.arity(),
                signature(function),
                tree.doc(),
                tree.span(),
                tree.span().text(),
                function.versions().stream().map(Version::number).toList(),
                current.uses(),
                FunctionCode.turns(function),
                current.author(),
                standing);
    }

    /// Why it is in no higher tier, as far as a compiler was asked.
    private static @Nullable String reason(Standing standing) {
        var next = standing.next();
        if (next == null) {
            return null;
        }
        var reason = next.reason();
        return next.tier().word() + ": " + (reason == null ? next.state().word() : reason);
    }

    /// The parameters as written, and what it gives.
    static String signature(Function function) {
        var sig = function.signature();
        var text = new StringBuilder("[");
        for (var input : sig.inputs()) {
            text.append(text.length() == 1 ? "" : " ").append(parameter(input));
        }
        text.append(']');
        var output = sig.output();
        return output == null ? text.toString() : text + " -> " + output.span().text();
    }

    private static String parameter(FnArg input) {
        var written = input.span().text();
        return input instanceof FnArg.Rest && !written.startsWith("&") ? "& " + written : written;
    }

    static List<NameInfo> names(Registry registry, List<Word> words) {
        var names = new ArrayList<NameInfo>();
        collect(registry.root(), names);
        for (var builtIn : Builtins.functions()) {
            if (registry.root().value(builtIn.name()) == null) {
                names.add(
                        new NameInfo(
                                builtIn.name(),
                                NameInfo.Kind.BUILTIN,
                                builtIn.signature(),
                                builtIn.doc(),
                                null));
            }
        }
        var known = new HashSet<String>();
        names.forEach(name -> known.add(name.name()));
        for (var word : words) {
            // A form that is listed among the functions, too, is told of there.
            if (known.add(word.name())) {
                var kind = word.macro() ? NameInfo.Kind.MACRO : NameInfo.Kind.FORM;
                names.add(new NameInfo(word.name(), kind, null, null, word.own()));
            }
        }
        names.sort(Comparator.comparing(NameInfo::name));
        return names;
    }

    private static void collect(Module module, List<NameInfo> names) {
        for (var global : module.values()) {
            names.add(
                    switch (global.kind()) {
                        case FUNCTION -> {
                            var function = (Function) global.value();
                            yield name(
                                    global,
                                    NameInfo.Kind.FUNCTION,
                                    signature(function),
                                    function.current().tree().doc());
                        }
                        case STATIC -> name(global, NameInfo.Kind.STATIC, null, null);
                        case CONST -> name(global, NameInfo.Kind.CONST, null, null);
                        case STRUCT -> name(global, NameInfo.Kind.STRUCT, null, null);
                    });
        }
        for (var type : module.types()) {
            var enumeration = type.enumeration();
            if (type.isTrait()) {
                names.add(new NameInfo(type.key(), NameInfo.Kind.TRAIT, null, null, type.span()));
            } else if (enumeration != null) {
                names.add(new NameInfo(type.key(), NameInfo.Kind.ENUM, null, null, type.span()));
                for (var variant : enumeration.variants()) {
                    names.add(
                            new NameInfo(
                                    module.qualify(variant.path()),
                                    NameInfo.Kind.VARIANT,
                                    null,
                                    null,
                                    type.span()));
                }
            }
        }
        for (var child : module.children()) {
            names.add(new NameInfo(child.path(), NameInfo.Kind.MODULE, null, null, null));
            collect(child, names);
        }
    }

    private static NameInfo name(
            Global global, NameInfo.Kind kind, @Nullable String signature, @Nullable String doc) {
        Span span = global.span();
        return new NameInfo(global.qualifiedName(), kind, signature, doc, span);
    }
}
