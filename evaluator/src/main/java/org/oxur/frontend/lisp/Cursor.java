package org.oxur.frontend.lisp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Datum.Shape;

/// Walks over the items of a form, one meaning at a time.
final class Cursor {
    private final List<Form> items;
    private int next;

    Cursor(List<Form> items) {
        this.items = items;
    }

    boolean hasNext() {
        return next < items.size();
    }

    int left() {
        return items.size() - next;
    }

    /// The next item, not yet taken; null at the end.
    @Nullable Form peek() {
        return next < items.size() ? items.get(next) : null;
    }

    /// The item after the next one, or null.
    @Nullable Form peekSecond() {
        return next + 1 < items.size() ? items.get(next + 1) : null;
    }

    Form take() {
        return items.get(next++);
    }

    List<Form> rest() {
        var rest = items.subList(next, items.size());
        next = items.size();
        return rest;
    }

    boolean takeSymbol(String name) {
        if (Forms.isSymbol(peek(), name)) {
            next++;
            return true;
        }
        return false;
    }

    /// The next item if it is a sequence of that shape.
    Form.@Nullable Sequence takeSequence(Shape shape) {
        if (peek() instanceof Form.Sequence sequence && sequence.shape() == shape) {
            next++;
            return sequence;
        }
        return null;
    }
}
