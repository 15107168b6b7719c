package org.oxur.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// A definition. Macros are not items: a front end has expanded them all before there is a tree.
public sealed interface Item extends Tree {

    /// @param doc the doc string, or null
    record Fn(Span span, boolean isPub, Signature sig, Block body, @Nullable String doc)
            implements Item {}

    /// `(def name expr)`: unlike Rust's, evaluated when the definition runs; frozen afterwards.
    record Static(Span span, boolean isPub, Ident ident, @Nullable Type type, Expr expr)
            implements Item {}

    record Const(Span span, boolean isPub, Ident ident, @Nullable Type type, Expr expr)
            implements Item {}

    record Struct(
            Span span,
            boolean isPub,
            Ident ident,
            Generics generics,
            List<FieldDef> fields,
            List<Path> derives)
            implements Item {
        public Struct {
            fields = List.copyOf(fields);
            derives = List.copyOf(derives);
        }
    }

    record Enum(
            Span span,
            boolean isPub,
            Ident ident,
            Generics generics,
            List<Variant> variants,
            List<Path> derives)
            implements Item {
        public Enum {
            variants = List.copyOf(variants);
            derives = List.copyOf(derives);
        }
    }

    record Trait(Span span, boolean isPub, Ident ident, Generics generics, List<TraitFn> fns)
            implements Item {
        public Trait {
            fns = List.copyOf(fns);
        }
    }

    /// @param trait null for the type's own methods
    record Impl(Span span, Generics generics, @Nullable Path trait, Type self, List<Fn> fns)
            implements Item {
        public Impl {
            fns = List.copyOf(fns);
        }
    }

    record Mod(Span span, boolean isPub, Ident ident, List<Stmt> content) implements Item {
        public Mod {
            content = List.copyOf(content);
        }
    }

    /// A crate written in Rust whose public functions become a module's.
    ///
    /// @param ident the module
    /// @param crate the crate's own name
    /// @param path where its source lies, or null
    /// @param version which is wanted of a registry, or null
    record ExternCrate(
            Span span,
            boolean isPub,
            Ident ident,
            String crate,
            @Nullable String path,
            @Nullable String version)
            implements Item {}

    /// One imported name, or all of a module's.
    ///
    /// @param rename the name it gets here, or null for its own
    /// @param glob `path::*`
    record Use(Span span, boolean isPub, Path path, @Nullable Ident rename, boolean glob)
            implements Item {}

    /// @param type null where the program gives none: any value
    record FieldDef(Ident ident, @Nullable Type type) {}

    /// @param fields what it carries
    record Variant(Span span, Ident ident, Fields fields) {}

    sealed interface Fields {
        record Unit() implements Fields {}

        record Unnamed(List<Type> types) implements Fields {
            public Unnamed {
                types = List.copyOf(types);
            }
        }

        record Named(List<FieldDef> fields) implements Fields {
            public Named {
                fields = List.copyOf(fields);
            }
        }
    }

    /// @param body the default, or null when each type must give its own
    record TraitFn(Span span, Signature sig, @Nullable Block body, @Nullable String doc) {}
}
