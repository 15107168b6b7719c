package org.oxur.ide;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.ide.FormTree.Node;
import org.oxur.ide.FormTree.Shape;

/// What a call that is being written takes, and which argument the cursor is at.
public final class SignatureHelp {
    private SignatureHelp() {}

    /// @param label the whole call: `area w h`
    /// @param parameters as they stand in the label
    /// @param active index of the parameter at the cursor, -1 if there are more arguments than
    ///   parameters
    public record Signature(
            String label, List<String> parameters, int active, @Nullable String doc) {
        public Signature {
            parameters = List.copyOf(parameters);
        }
    }

    /// Of the innermost call around the cursor whose callee is known.
    public static Optional<Signature> at(Snapshot snapshot, Analysis analysis, int offset) {
        var path = analysis.tree().path(offset);
        for (var node : path.reversed()) {
            if (node.shape() != Shape.LIST || node.forms().isEmpty()) {
                continue;
            }
            var callee = node.forms().getFirst();
            if (offset > callee.end()) {
                var found = signature(snapshot, analysis, node, callee, offset);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Signature> signature(
            Snapshot snapshot, Analysis analysis, Node call, Node callee, int offset) {
        int index = 0;
        for (var form : call.forms()) {
            index += form != callee && form.end() < offset ? 1 : 0;
        }
        int argument = index;
        return Subject.at(snapshot, analysis, callee.end())
                .flatMap(subject -> Optional.ofNullable(of(subject, argument)));
    }

    private static @Nullable Signature of(Subject subject, int argument) {
        return switch (subject) {
            case Subject.Defined(_, var definitions) -> defined(definitions.getLast(), argument);
            case Subject.BuiltIn(_, var function) -> builtIn(function, argument);
            case Subject.Special(_, var form) ->
                    new Signature(form.shape(), List.of(), -1, form.doc());
            case Subject.Local _, Subject.OfLanguage _ -> null;
        };
    }

    private static @Nullable Signature defined(Definition definition, int argument) {
        return switch (definition.kind()) {
            case FUNCTION, MACRO, METHOD, VARIANT ->
                    make(definition.name(), definition.parameters(), argument, definition.doc());
            case STRUCT -> {
                var fields = definition.members().stream().map(Definition::name).toList();
                yield make(
                        definition.name(),
                        fields.stream().map(field -> ":" + field + " " + field).toList(),
                        argument / 2,
                        definition.doc());
            }
            case STATIC, CONSTANT, ENUM, TRAIT, IMPL, MODULE, FIELD -> null;
        };
    }

    private static Signature builtIn(BuiltinFunction function, int argument) {
        var signature = function.signature();
        var inside = signature.substring(signature.indexOf('[') + 1, signature.indexOf(']'));
        var parameters =
                List.of(
                        inside.replaceAll("&mut |&'a mut |&'a |& ", "$0\u0000")
                                .replace(" \u0000", "\u00a0")
                                .split(" "));
        var shown =
                parameters.stream()
                        .map(parameter -> parameter.replace('\u00a0', ' '))
                        .filter(parameter -> !parameter.isBlank())
                        .toList();
        return make(function.name(), shown, argument, function.doc());
    }

    private static Signature make(
            String name, List<String> parameters, int argument, @Nullable String doc) {
        boolean repeats = !parameters.isEmpty() && parameters.getLast().startsWith("& ");
        int active = argument < parameters.size() ? argument : repeats ? parameters.size() - 1 : -1;
        return new Signature(
                "(" + name + (parameters.isEmpty() ? "" : " ") + String.join(" ", parameters) + ")",
                parameters,
                active,
                doc);
    }
}
