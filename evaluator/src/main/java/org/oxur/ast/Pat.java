package org.oxur.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// A pattern.
public sealed interface Pat extends Tree {
    record Wild(Span span) implements Pat {}

    /// A name that binds, `mut name`, or `name @ subpattern`.
    record Binding(Span span, Ident ident, boolean mutable, @Nullable Pat subpat) implements Pat {}

    /// A literal; integers that adapt take the matched value's type. Negative numbers are literals
    /// too.
    record Literal(Span span, Lit lit) implements Pat {}

    /// Extension: quoted data, a symbol mostly: matches what equals it.
    record Quote(Span span, Datum datum) implements Pat {}

    /// Ends are literals or null where open.
    record Range(Span span, @Nullable Lit from, @Nullable Lit to, boolean inclusive)
            implements Pat {}

    record Tuple(Span span, List<Pat> parts) implements Pat {
        public Tuple {
            parts = List.copyOf(parts);
        }
    }

    /// `[a, b, rest @ ..]`.
    ///
    /// @param rest what the elements after `parts` must match, or null when there may be none
    record Slice(Span span, List<Pat> parts, @Nullable Pat rest) implements Pat {
        public Slice {
            parts = List.copyOf(parts);
        }
    }

    /// A unit variant, a unit struct or a constant.
    record Named(Span span, Path path) implements Pat {}

    record TupleStruct(Span span, Path path, List<Pat> parts) implements Pat {
        public TupleStruct {
            parts = List.copyOf(parts);
        }
    }

    /// Fields may be left out.
    record Struct(Span span, Path path, List<FieldPat> fields) implements Pat {
        public Struct {
            fields = List.copyOf(fields);
        }
    }

    record Or(Span span, List<Pat> cases) implements Pat {
        public Or {
            cases = List.copyOf(cases);
        }
    }

    record Reference(Span span, boolean mutable, Pat target) implements Pat {}

    record Typed(Span span, Pat pat, Type type) implements Pat {}

    /// Extension: `#{:k p}`; keys may be left out.
    record Map(Span span, List<MapEntry> entries) implements Pat {
        public Map {
            entries = List.copyOf(entries);
        }
    }

    record FieldPat(Ident ident, Pat pat) {}

    record MapEntry(Lit key, Pat pat) {}
}
