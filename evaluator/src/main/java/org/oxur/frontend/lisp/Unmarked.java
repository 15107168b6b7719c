package org.oxur.frontend.lisp;

/// A form as its text would read: without the marks of macros.
final class Unmarked {
    private Unmarked() {}

    static Form of(Form form) {
        return switch (form) {
            case Form.Literal literal -> literal;
            case Form.Symbol(var span, var name, _) -> new Form.Symbol(span, name);
            case Form.Prefixed(var span, var prefix, var inner) ->
                    new Form.Prefixed(span, prefix, of(inner));
            case Form.Sequence(var span, var shape, var items) ->
                    new Form.Sequence(span, shape, items.stream().map(Unmarked::of).toList());
        };
    }
}
