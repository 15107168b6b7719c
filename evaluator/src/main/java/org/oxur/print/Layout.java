package org.oxur.print;

import java.util.List;

/// Lays forms out on lines of at most [#WIDTH] columns, as far as that can be done by breaking
/// between forms.
final class Layout {
    static final int WIDTH = 100;

    /// Deeper text is not indented further: a deep tree's text must not grow with the square of its
    /// depth.
    private static final int MAX_INDENT = 60;

    private final StringBuilder out = new StringBuilder();
    private int lineStart;

    static String print(List<Form> topLevel) {
        var layout = new Layout();
        for (var form : topLevel) {
            layout.put(form, 0);
            layout.newLine(0);
        }
        return layout.out.toString();
    }

    private int column() {
        return out.length() - lineStart;
    }

    private void newLine(int indent) {
        out.append('\n');
        lineStart = out.length();
        out.repeat(' ', Math.min(indent, MAX_INDENT));
    }

    /// @param closers characters that must follow on the same line
    private void put(Form form, int closers) {
        if (column() + form.width() + closers <= WIDTH) {
            flat(form);
            return;
        }
        switch (form) {
            case Form.Atom(var text) -> out.append(text);
            case Form.Prefixed(var prefix, var inner, _) -> {
                out.append(prefix);
                put(inner, closers);
            }
            case Form.Group group -> broken(group, closers + group.close().length());
        }
    }

    private void flat(Form form) {
        switch (form) {
            case Form.Atom(var text) -> out.append(text);
            case Form.Prefixed(var prefix, var inner, _) -> {
                out.append(prefix);
                flat(inner);
            }
            case Form.Group(var open, var items, var close, _, _) -> {
                out.append(open);
                for (int i = 0; i < items.size(); i++) {
                    if (i > 0) {
                        out.append(' ');
                    }
                    flat(items.get(i));
                }
                out.append(close);
            }
        }
    }

    private void broken(Form.Group group, int closers) {
        var items = group.items();
        var style = group.style();
        int base = column();
        out.append(group.open());
        int inner = column();
        if (style.equals(Form.Style.FILL)) {
            fill(items, inner, closers);
        } else if (style.head() < 0) {
            pairs(items, 0, inner, closers);
        } else if (style.head() == 0) {
            call(items, base, closers);
        } else {
            int head = Math.min(style.head(), items.size());
            for (int i = 0; i < head; i++) {
                if (i > 0) {
                    out.append(' ');
                }
                put(items.get(i), i == items.size() - 1 ? closers : 0);
            }
            if (style.pairs()) {
                if (head < items.size()) {
                    newLine(base + 2);
                }
                pairs(items, head, base + 2, closers);
            } else {
                lines(items, head, base + 2, closers);
            }
        }
        out.append(group.close());
    }

    private void lines(List<Form> items, int from, int indent, int closers) {
        for (int i = from; i < items.size(); i++) {
            newLine(indent);
            put(items.get(i), i == items.size() - 1 ? closers : 0);
        }
    }

    private void fill(List<Form> items, int indent, int closers) {
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            int following = i == items.size() - 1 ? closers : 0;
            if (i > 0) {
                if (column() + 1 + item.width() + following <= WIDTH) {
                    out.append(' ');
                } else {
                    newLine(indent);
                }
            }
            put(item, following);
        }
    }

    private void call(List<Form> items, int base, int closers) {
        boolean simple = items.size() > 1 && items.getFirst() instanceof Form.Atom;
        if (!simple) {
            for (int i = 0; i < items.size(); i++) {
                if (i > 0) {
                    newLine(base + 1);
                }
                put(items.get(i), i == items.size() - 1 ? closers : 0);
            }
            return;
        }
        put(items.getFirst(), 0);
        out.append(' ');
        int indent = column();
        put(items.get(1), items.size() == 2 ? closers : 0);
        lines(items, 2, indent, closers);
    }

    private void pairs(List<Form> items, int from, int indent, int closers) {
        for (int i = from; i < items.size(); i += 2) {
            if (i > from) {
                newLine(indent);
            }
            boolean last = i + 2 >= items.size();
            if (i + 1 == items.size()) {
                put(items.get(i), closers);
                return;
            }
            put(items.get(i), 0);
            var second = items.get(i + 1);
            int following = last ? closers : 0;
            if (column() + 1 + second.width() + following <= WIDTH || column() - indent <= 24) {
                out.append(' ');
            } else {
                newLine(indent + 2);
            }
            put(second, following);
        }
    }
}
