package org.oxur.ide;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one top-level form says by itself, whatever stands around it: its variables, the names it
/// uses, its calls, its certain mistakes.
///
/// All places are offsets from the start of the form, so that facts stay true while the form moves
/// about in its text.
///
/// @param defines paths of what it defines anywhere inside, by macros too
/// @param imports what its `use` forms bring in
/// @param opaque calls of macros that could not be expanded: nothing inside them is known
/// @param onlyDefines evaluating it gives no value worth showing
/// @param shapesLaterForms how the forms after it expand depends on it
record FormFacts(
        List<Variable> variables,
        List<Use> uses,
        List<Call> calls,
        List<Construction> constructions,
        List<Given> given,
        List<Finding> findings,
        Set<String> defines,
        List<Import> imports,
        List<Place> opaque,
        boolean onlyDefines,
        boolean shapesLaterForms) {
    static final FormFacts NONE =
            new FormFacts(
                    List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Set.of(),
                    List.of(), List.of(), false, false);

    FormFacts {
        variables = List.copyOf(variables);
        uses = List.copyOf(uses);
        calls = List.copyOf(calls);
        constructions = List.copyOf(constructions);
        given = List.copyOf(given);
        findings = List.copyOf(findings);
        defines = Set.copyOf(defines);
        imports = List.copyOf(imports);
        opaque = List.copyOf(opaque);
    }

    FormFacts shapingLaterForms() {
        return new FormFacts(
                variables,
                uses,
                calls,
                constructions,
                given,
                findings,
                defines,
                imports,
                opaque,
                onlyDefines,
                true);
    }

    record Place(int start, int end) {
        boolean touches(int offset) {
            return start <= offset && offset <= end;
        }

        boolean contains(int offset) {
            return start <= offset && offset < end;
        }
    }

    /// A variable of a function, closure, `let`, loop or pattern.
    ///
    /// @param type as written, or null
    /// @param describes what it surely holds, in words (`a vector`), or null
    record Variable(
            int id,
            String name,
            Place place,
            Role role,
            boolean mutable,
            @Nullable String type,
            @Nullable String describes) {}

    /// How a variable came to be.
    enum Role {
        PARAMETER,
        BINDING
    }

    /// A name in the text and what it stands for.
    record Use(Place place, Target target, boolean writes) {}

    /// What a name stands for.
    sealed interface Target {
        /// A variable of the same form.
        record Local(int variable) implements Target {}

        /// A function, static, constant, variant: a value with a name.
        ///
        /// @param module the module it is used in, with `::` at its end; empty at the root
        record Value(String path, String module) implements Target {}

        record TypeName(String path, String module) implements Target {}

        /// @param owner the struct it surely is of, or null
        record Field(String name, @Nullable String owner, String module) implements Target {}

        record Method(String name) implements Target {}

        /// A type parameter.
        record Generic(String name) implements Target {}
    }

    /// @param callee where the callee's name stands
    record Call(Place place, Place callee, String path, String module, int arguments) {}

    /// A struct or variant made by naming fields.
    ///
    /// @param complete no `.. rest` fills in what is left out
    /// @param pattern it is matched, not made
    record Construction(
            Place place,
            Place name,
            String path,
            String module,
            List<NamedPlace> fields,
            boolean complete,
            boolean pattern) {
        Construction {
            fields = List.copyOf(fields);
        }
    }

    record NamedPlace(String name, Place place) {}

    /// A diagnostic that needs no look at other forms.
    ///
    /// @param assumes what must be so in the whole program for it to be a mistake, or null
    record Finding(
            Place place,
            Diagnostic.Severity severity,
            String code,
            String message,
            List<Note> notes,
            @Nullable String hint,
            @Nullable Assumption assumes) {
        Finding {
            notes = List.copyOf(notes);
        }
    }

    record Note(Place place, String text) {}

    /// What a name must stand for in the program.
    sealed interface Assumption {
        /// A built-in function: the program defines nothing of that name.
        record BuiltIn(String name) implements Assumption {}

        /// A function of the program that takes its argument by value.
        record TakesByValue(String path, String module, int argument) implements Assumption {}
    }

    /// A static given away: wrong if its value is not Copy.
    ///
    /// @param to the function it is given to, or null where a binding takes it
    record Given(Place place, String path, String module, @Nullable Assumption to) {}

    /// @param name what it is called here; null for a glob
    record Import(String path, @Nullable String name, String module) {}
}
