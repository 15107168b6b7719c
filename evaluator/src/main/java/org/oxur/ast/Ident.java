package org.oxur.ast;

import org.oxur.text.Span;

/// A name as written.
///
/// @param mark 0 for names of the program's text; another number sets apart a name that a macro
///   template introduced. Two local names are the same only if name and mark are.
public record Ident(Span span, String name, int mark) implements Tree {
    public Ident(Span span, String name) {
        this(span, name, 0);
    }

    @Override
    public String toString() {
        return mark == 0 ? name : name + "#" + mark;
    }
}
