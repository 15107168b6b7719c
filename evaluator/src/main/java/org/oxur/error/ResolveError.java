package org.oxur.error;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.IntType;
import org.oxur.text.Counted;
import org.oxur.text.RustNames;
import org.oxur.text.Span;
import org.oxur.text.Spelling;

/// A name, or a number of arguments, that means nothing where it stands.
public sealed interface ResolveError extends LanguageError {

    /// Nothing has that name where it stands: no variable in scope, no definition of this module,
    /// nothing built in. Private names of other modules are not seen either. The hint is the
    /// nearest name there is, if one is near.
    ///
    /// @param similar a defined name it may have meant, or null when none is near
    /// @param module the module that the name is looked for in, where there is none of that name,
    ///   or null
    record UndefinedName(Span span, String name, @Nullable String similar, @Nullable String module)
            implements ResolveError {
        public UndefinedName(Span span, String name, @Nullable String similar) {
            this(span, name, similar, null);
        }

        @Override
        public String code() {
            return "undefined-name";
        }

        @Override
        public String message() {
            return "`" + name + "` is not defined";
        }

        @Override
        public @Nullable String hint() {
            var meant = RustNames.meant(name, span);
            if (meant != null) {
                return "did you mean `" + meant + "`?";
            }
            if (similar != null) {
                return "did you mean `" + similar + "`?";
            }
            if (name.startsWith("|")) {
                return "a closure is `(fn [x] …)`";
            }
            if (module != null) {
                return "there is no module `"
                        + module
                        + "`: `(mod "
                        + module
                        + ")` loads `"
                        + module
                        + ".oxr`, `(require-crate \""
                        + module
                        + "\" …)` a crate";
            }
            return isNumberType() ? "`(as x " + name + ")` makes one of a number" : null;
        }

        private boolean isNumberType() {
            return IntType.named(name) != null || name.equals("f64") || name.equals("f32");
        }
    }

    /// A function or macro was called with more or fewer arguments than it takes.
    ///
    /// @param expected in words: `2 arguments`, `at least 1 argument`
    /// @param hint what may be wrong with the definition, or null
    /// @param declared the callee's definition, or null where it has none
    record ArityMismatch(
            Span span,
            String callee,
            String expected,
            int found,
            @Nullable String hint,
            @Nullable Span declared)
            implements ResolveError {
        public ArityMismatch(Span span, String callee, String expected, int found) {
            this(span, callee, expected, found, null, null);
        }

        @Override
        public List<Label> labels() {
            return declared == null ? List.of() : List.of(new Label(declared, "defined here"));
        }

        @Override
        public String code() {
            return "arity-mismatch";
        }

        @Override
        public String message() {
            return "`"
                    + callee
                    + "` takes "
                    + expected
                    + ", "
                    + found
                    + (found == 1 ? " was" : " were")
                    + " given";
        }
    }

    /// A struct has no field of that name. A value that was made before its struct was redefined
    /// keeps the fields it had.
    record UnknownField(Span span, String type, String field, String problem, @Nullable String hint)
            implements ResolveError {
        /// There is no such field among those that there are.
        public static UnknownField of(Span span, String type, String field, List<String> fields) {
            var similar = Spelling.nearest(field, fields);
            var hint =
                    similar != null
                            ? "did you mean `" + similar + "`?"
                            : fields.isEmpty() ? null : "its fields are " + quoted(fields);
            return new UnknownField(span, type, field, "there is no field", hint);
        }

        /// A struct or variant is made without a value for the fields that are given.
        public static UnknownField missing(Span span, String type, List<String> missing) {
            var hint =
                    missing.size() == 1
                            ? "`:" + missing.getFirst() + " value` gives it one"
                            : "missing are " + quoted(missing);
            return new UnknownField(span, type, missing.getFirst(), "missing field", hint);
        }

        private static String quoted(List<String> fields) {
            return String.join(", ", fields.stream().map(field -> "`" + field + "`").toList());
        }

        @Override
        public String code() {
            return "unknown-field";
        }

        @Override
        public String message() {
            return problem + " `" + field + "` of `" + type + "`";
        }
    }

    /// Neither the type itself nor a trait it implements has that method. The hint is the nearest
    /// one there is.
    ///
    /// @param similar a method that it may have meant, or null when none is near
    /// @param instead how what was meant is written otherwise, or null where it is not known
    record UnknownMethod(
            Span span,
            String type,
            String method,
            @Nullable String similar,
            @Nullable String instead)
            implements ResolveError {
        @Override
        public String code() {
            return "unknown-method";
        }

        @Override
        public String message() {
            return "`" + type + "` has no method `" + method + "`";
        }

        @Override
        public @Nullable String hint() {
            return instead != null
                    ? instead
                    : similar == null ? null : "did you mean `." + similar + "`?";
        }
    }

    /// Several traits give the type a method of that name, and the type has none of its own.
    record AmbiguousMethod(Span span, String type, String method, List<String> traits)
            implements ResolveError {
        public AmbiguousMethod {
            traits = List.copyOf(traits);
        }

        @Override
        public String code() {
            return "ambiguous-method";
        }

        @Override
        public String message() {
            return "several traits give `" + type + "` a method `" + method + "`";
        }

        @Override
        public String hint() {
            return "say which: "
                    + String.join(
                            " or ",
                            traits.stream().map(t -> "(" + t + "::" + method + " …)").toList());
        }
    }

    /// An enum has no variant of that name.
    ///
    /// @param variants those that there are
    record UnknownVariant(Span span, String type, String variant, List<String> variants)
            implements ResolveError {
        public UnknownVariant {
            variants = List.copyOf(variants);
        }

        @Override
        public @Nullable String hint() {
            var similar = Spelling.nearest(variant, variants);
            return similar != null
                    ? "did you mean `" + type + "::" + similar + "`?"
                    : variants.isEmpty()
                            ? null
                            : "its variants are " + UnknownField.quoted(variants);
        }

        @Override
        public String code() {
            return "unknown-variant";
        }

        @Override
        public String message() {
            return "`" + type + "` has no variant `" + variant + "`";
        }
    }

    /// A name that exists, but not for whoever is outside its module.
    ///
    /// @param declared where it is defined
    record PrivateName(Span span, String name, Span declared) implements ResolveError {
        @Override
        public String code() {
            return "undefined-name";
        }

        @Override
        public String message() {
            return "`" + name + "` is private";
        }

        @Override
        public List<Label> labels() {
            return List.of(new Label(declared, "defined here, without `pub`"));
        }

        @Override
        public String hint() {
            return "`(pub (" + head(declared.text()) + " …))` lets other modules see it";
        }

        /// The word that a definition begins with: `defstruct`.
        private static String head(String definition) {
            var word = definition.startsWith("(") ? definition.substring(1).strip() : "";
            int end = 0;
            while (end < word.length() && Character.isLetter(word.charAt(end))) {
                end++;
            }
            return end == 0 ? "defn" : word.substring(0, end);
        }
    }

    /// An `impl` that leaves out methods for which its trait has no default.
    record MissingMethods(Span span, String trait, List<String> methods) implements ResolveError {
        public MissingMethods {
            methods = List.copyOf(methods);
        }

        @Override
        public String code() {
            return "unknown-method";
        }

        @Override
        public String message() {
            var names = methods.stream().map(m -> "`" + m + "`").toList();
            return "not all methods of the trait `"
                    + trait
                    + "` are implemented, missing: "
                    + String.join(", ", names);
        }
    }

    /// A method of an `impl` that its trait has not.
    record NotInTrait(Span span, String trait, String method, @Nullable String similar)
            implements ResolveError {
        @Override
        public String code() {
            return "unknown-method";
        }

        @Override
        public String message() {
            return "method `" + method + "` is not a member of the trait `" + trait + "`";
        }

        @Override
        public String hint() {
            return similar == null
                    ? "methods of the type itself stand in an `impl` without the trait"
                    : "did you mean `" + similar + "`?";
        }
    }

    /// A method of an `impl` with other parameters than its trait declares.
    ///
    /// @param declared in words: `1 parameter`
    record ImplArity(Span span, String trait, String method, String declared, int found)
            implements ResolveError {
        @Override
        public String code() {
            return "arity-mismatch";
        }

        @Override
        public String message() {
            return "method `"
                    + method
                    + "` has "
                    + Counted.of(found, "parameter")
                    + ", but the declaration in the trait `"
                    + trait
                    + "` has "
                    + declared;
        }
    }

    /// A module that is declared without content is a file, and there is none of its name.
    record MissingModule(Span span, String module) implements ResolveError {
        @Override
        public String code() {
            return "undefined-name";
        }

        @Override
        public String message() {
            return "there is no file for the module `" + module + "`";
        }

        @Override
        public String hint() {
            var file = module.replace("::", "/") + ".oxr";
            return "it would be `"
                    + file
                    + "` beside this text, or `src/"
                    + file
                    + "`; `(mod "
                    + module.substring(module.lastIndexOf(':') + 1)
                    + " (pub (defn …)))` defines it here";
        }
    }
}
