package org.oxur.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.oxur.ast.Datum.Shape;
import org.oxur.frontend.lisp.Form;
import org.oxur.frontend.lisp.Lexeme;
import org.oxur.frontend.lisp.Syntax;
import org.oxur.text.SourceText;

/// Makes programs from pieces of others, broken in three ways: as text, as tokens, as trees. What
/// is broken as a tree still reads, so that the later stages get their share.
final class Mutations {
    private static final String[] SNIPPETS = {
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "#{",
        "'",
        "`",
        ",",
        ",@",
        "&",
        "&mut ",
        "#_",
        "#|",
        "|#",
        ";",
        "\"",
        "\\",
        ":",
        ".",
        "::",
        "#",
        "-",
        "0",
        "9223372036854775808",
        "1e309",
        "0x",
        "1u8",
        "nil",
        "\n",
        "\n(",
        "\r\n",
        "\t",
        "é",
        "😀",
        "\ud83d",
        "\0",
        "\u202e",
        "&x",
        "x.0",
        "a::b",
        "...",
        "\\u{",
        "\"\\",
        "mut",
        "recur"
    };

    private final RandomGenerator random;
    private final List<Form> forms;
    private final List<Form> parts = new ArrayList<>();

    /// @param forms top-level forms of good programs
    Mutations(RandomGenerator random, List<Form> forms) {
        this.random = random;
        this.forms = forms;
        forms.forEach(this::collect);
    }

    private void collect(Form form) {
        parts.add(form);
        form.children().forEach(this::collect);
    }

    String program() {
        var text = new StringBuilder();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            var form = forms.get(random.nextInt(forms.size()));
            for (int k = random.nextInt(5) / 2; k > 0; k--) {
                form = mutated(form, 0);
            }
            text.append(FormText.of(form)).append(random.nextInt(3) == 0 ? "\n" : " ");
        }
        return switch (random.nextInt(6)) {
            case 0 -> asText(text.toString());
            case 1 -> asTokens(text.toString());
            default -> text.toString();
        };
    }

    /// The form with one part changed, somewhere in it.
    private Form mutated(Form form, int depth) {
        if (depth > 0 && random.nextInt(4) == 0) {
            return replaced(form);
        }
        return switch (form) {
            case Form.Sequence(var span, var shape, var items) when !items.isEmpty() -> {
                var changed = new ArrayList<>(items);
                if (random.nextInt(4) == 0) {
                    rearrange(changed);
                } else {
                    int at = random.nextInt(changed.size());
                    changed.set(at, mutated(changed.get(at), depth + 1));
                }
                yield new Form.Sequence(span, shape, valid(shape, changed));
            }
            case Form.Prefixed(var span, var prefix, var inner) ->
                    new Form.Prefixed(span, prefix, mutated(inner, depth + 1));
            case Form other -> replaced(other);
        };
    }

    private void rearrange(List<Form> items) {
        int at = random.nextInt(items.size());
        switch (random.nextInt(4)) {
            case 0 -> items.remove(at);
            case 1 -> items.add(at, part());
            case 2 -> items.add(at, items.get(at));
            default -> {
                int other = random.nextInt(items.size());
                var moved = items.get(at);
                items.set(at, items.get(other));
                items.set(other, moved);
            }
        }
    }

    private Form replaced(Form form) {
        return switch (random.nextInt(8)) {
            case 0 ->
                    new Form.Sequence(
                            form.span(), Shape.values()[random.nextInt(3)], List.of(form));
            case 1 -> new Form.Prefixed(form.span(), Form.Prefix.values()[random.nextInt(6)], form);
            default -> part();
        };
    }

    private Form part() {
        return parts.get(random.nextInt(parts.size()));
    }

    /// What the reader refuses is for the other kinds of mutation.
    private static List<Form> valid(Shape shape, List<Form> items) {
        if (shape == Shape.MAP && items.size() % 2 != 0) {
            return items.subList(1, items.size());
        }
        return items.isEmpty() && shape == Shape.TUPLE
                ? List.of(new Form.Sequence(Syntaxes.NOWHERE, Shape.VEC, List.of()))
                : items;
    }

    private String asText(String text) {
        var changed = new StringBuilder(text);
        for (int i = 1 + random.nextInt(3); i > 0 && !changed.isEmpty(); i--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(5)) {
                case 0 -> changed.deleteCharAt(at);
                case 1 -> changed.insert(at, SNIPPETS[random.nextInt(SNIPPETS.length)]);
                case 2 -> changed.setCharAt(at, (char) random.nextInt(0x180));
                case 3 -> changed.setLength(at);
                default ->
                        changed.insert(
                                at,
                                changed.substring(
                                        at, Math.min(changed.length(), at + random.nextInt(20))));
            }
        }
        return changed.toString();
    }

    private String asTokens(String text) {
        var source = new SourceText("tokens", text);
        var tokens = new ArrayList<String>();
        for (Lexeme token : Syntax.of(source).tokens()) {
            tokens.add(token.text(source));
        }
        for (int i = 1 + random.nextInt(3); i > 0 && !tokens.isEmpty(); i--) {
            int at = random.nextInt(tokens.size());
            switch (random.nextInt(4)) {
                case 0 -> tokens.remove(at);
                case 1 -> tokens.add(at, SNIPPETS[random.nextInt(SNIPPETS.length)]);
                case 2 -> tokens.set(at, tokens.get(random.nextInt(tokens.size())));
                default -> tokens.add(at, FormText.of(part()));
            }
        }
        return String.join(" ", tokens);
    }
}
