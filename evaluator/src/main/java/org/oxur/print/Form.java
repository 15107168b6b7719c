package org.oxur.print;

import java.util.List;

/// A piece of Oxur text before it is laid out. It knows how wide it is on one line.
sealed interface Form {
    /// Characters on one line, at most [#UNBOUNDED].
    int width();

    /// Wider than any line.
    int UNBOUNDED = 1 << 20;

    record Atom(String text) implements Form {
        @Override
        public int width() {
            return Math.min(text.length(), UNBOUNDED);
        }
    }

    /// Something glued in front of a form: `&`, `'`, `,@`.
    record Prefixed(String prefix, Form form, int width) implements Form {}

    record Group(String open, List<Form> items, String close, Style style, int width)
            implements Form {}

    /// How a group is broken that does not fit on its line.
    ///
    /// @param head items that stay on the first line; -1: as many on each line as fit
    /// @param pairs the items after these come in twos that belong together
    record Style(int head, boolean pairs) {
        /// The arguments of a call stand under the first one.
        static final Style CALL = new Style(0, false);

        static final Style FILL = new Style(-1, false);

        /// Bindings and map entries.
        static final Style PAIRS = new Style(-1, true);

        /// The body stands two columns in.
        static Style body(int head) {
            return new Style(head, false);
        }

        static Style clauses(int head) {
            return new Style(head, true);
        }
    }

    static Form atom(String text) {
        return new Atom(text);
    }

    static Form prefixed(String prefix, Form form) {
        return new Prefixed(prefix, form, Math.min(UNBOUNDED, prefix.length() + form.width()));
    }

    static Form list(Style style, List<Form> items) {
        return group("(", items, ")", style);
    }

    static Form vector(Style style, List<Form> items) {
        return group("[", items, "]", style);
    }

    static Form group(String open, List<Form> items, String close, Style style) {
        int width = open.length() + close.length() + Math.max(0, items.size() - 1);
        for (var item : items) {
            width = Math.min(UNBOUNDED, width + item.width());
        }
        return new Group(open, List.copyOf(items), close, style, width);
    }
}
