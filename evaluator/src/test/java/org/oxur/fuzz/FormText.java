package org.oxur.fuzz;

import java.util.HexFormat;
import java.util.List;
import org.oxur.ast.FloatType;
import org.oxur.ast.Lit;
import org.oxur.frontend.lisp.Form;

/// Writes a form as text that reads back as an equal form.
final class FormText {
    private final StringBuilder out = new StringBuilder();

    private FormText() {}

    static String of(Form form) {
        var text = new FormText();
        text.form(form);
        return text.out.toString();
    }

    private void form(Form form) {
        switch (form) {
            case Form.Symbol(_, var name, _) -> out.append(name);
            case Form.Literal(_, var lit) -> literal(lit);
            case Form.Prefixed(_, var prefix, var inner) -> {
                out.append(prefix.text());
                form(inner);
            }
            case Form.Sequence(_, var shape, var items) ->
                    sequence(
                            switch (shape) {
                                case LIST -> "()";
                                case VEC -> "[]";
                                case TUPLE -> "{}";
                                case MAP -> "#{}";
                            },
                            items);
        }
    }

    private void sequence(String brackets, List<Form> items) {
        out.append(brackets, 0, brackets.length() - 1);
        for (int i = 0; i < items.size(); i++) {
            out.append(i == 0 ? "" : " ");
            form(items.get(i));
        }
        out.append(brackets.charAt(brackets.length() - 1));
    }

    private void literal(Lit lit) {
        switch (lit) {
            case Lit.Int(var value, var type, var adapts) ->
                    out.append(value).append(adapts ? "" : type.rustName());
            case Lit.Float(var value, var type) -> floating(value, type);
            case Lit.Bool(var value) -> out.append(value);
            case Lit.Char(var codePoint) ->
                    out.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
            case Lit.Str(var text) -> string(text);
            case Lit.Unit() -> out.append("nil");
            case Lit.Keyword(var name) -> out.append(':').append(name);
        }
    }

    private void floating(double value, FloatType type) {
        if (Double.isFinite(value)) {
            out.append(value);
        } else {
            out.append(Double.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf");
        }
        out.append(type == FloatType.F32 ? "f32" : "");
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\r' -> out.append("\\r");
                default -> {
                    if (Character.isISOControl(c)) {
                        out.append("\\u{").append(HexFormat.of().toHexDigits((byte) c)).append('}');
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
