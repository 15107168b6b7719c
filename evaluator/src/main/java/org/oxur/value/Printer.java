package org.oxur.value;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// The one printer of values: the REPL's form, which reads back; Rust's `{:?}`, the same without
/// number suffixes; Rust's `{}`.
///
/// What is beyond the bounds shows as `…`.
public final class Printer {
    /// How a value is written.
    public enum Form {
        /// Reads back as an equal value: suffixes, quotes. Never runs code of the program.
        REPL,
        /// `{:?}`: the REPL's form without suffixes, or the program's own `Debug`.
        DEBUG,
        /// `{}`: strings and characters bare, or the program's own `Display`; what has no display
        /// in Rust as `{:?}`.
        DISPLAY
    }

    private static final Site NOWHERE = () -> new Span(new SourceText("", ""), 0, 0);
    private static final String CUT = "…";
    private static final int INDENT = 4;

    private final Form form;
    private final StringBuilder out;
    private final Bounds bounds;
    // Null where nothing of the program may run: then a value prints as it is made.
    private final @Nullable Host host;
    private final Site site;
    // How numbers are written when a format string says so; null for the plain way.
    private final @Nullable Leaves leaves;
    private final boolean pretty;
    private int visited;
    private boolean cut;

    /// What is shown at most.
    ///
    /// @param items of each collection
    /// @param depth levels of nesting
    /// @param chars UTF-16 length of the whole
    private record Bounds(int items, int depth, int chars) {
        static final Bounds NONE =
                new Bounds(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /// Writes numbers and booleans inside a value as a format string asks.
    interface Leaves {
        void write(Object leaf, StringBuilder out);
    }

    private Printer(
            Form form,
            StringBuilder out,
            Bounds bounds,
            @Nullable Host host,
            Site site,
            @Nullable Leaves leaves,
            boolean pretty) {
        this.form = form;
        this.out = out;
        this.bounds = bounds;
        this.host = host;
        this.site = site;
        this.leaves = leaves;
        this.pretty = pretty;
    }

    /// The REPL's form within bounds.
    ///
    /// @param maxItems of each collection
    /// @param maxDepth levels of nesting
    /// @param maxChars UTF-16 length of the whole
    public static String repl(Object value, int maxItems, int maxDepth, int maxChars) {
        return bounded(Form.REPL, value, maxItems, maxDepth, maxChars);
    }

    /// The whole of the REPL's form.
    public static String repl(Object value) {
        return repl(value, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /// Any form within bounds, without running code of the program.
    public static String bounded(
            Form form, Object value, int maxItems, int maxDepth, int maxChars) {
        var printer =
                new Printer(
                        form,
                        new StringBuilder(),
                        new Bounds(maxItems, maxDepth, maxChars),
                        null,
                        NOWHERE,
                        null,
                        false);
        printer.value(value, 0);
        return printer.text();
    }

    /// Uses what the REPL's form would show, as far as those bounds: a reference in it that is
    /// stale, or outlived its owner, is an error at that site.
    public static void look(Object value, int maxItems, int maxDepth, int maxChars, Site site) {
        if (value instanceof HeapValue || value instanceof StrLiteral) {
            new Printer(
                            Form.REPL,
                            new StringBuilder(),
                            new Bounds(maxItems, maxDepth, maxChars),
                            null,
                            site,
                            null,
                            false)
                    .value(value, 0);
        }
    }

    /// `{}` and `str`: the whole value.
    public static String display(Object value, Host host, Site site) {
        var out = new StringBuilder();
        write(Form.DISPLAY, value, out, host, site);
        return out.toString();
    }

    /// `{:?}`: the whole value.
    public static String debug(Object value, Host host, Site site) {
        var out = new StringBuilder();
        write(Form.DEBUG, value, out, host, site);
        return out.toString();
    }

    /// Appends the whole of a value.
    public static void write(Form form, Object value, StringBuilder out, Host host, Site site) {
        new Printer(form, out, Bounds.NONE, host, site, null, false).value(value, 0);
    }

    /// Appends a value as `{:?}` with further wishes.
    ///
    /// @param pretty `{:#?}`: one element to a line
    static void debug(
            Object value,
            StringBuilder out,
            Host host,
            Site site,
            @Nullable Leaves leaves,
            boolean pretty) {
        new Printer(Form.DEBUG, out, Bounds.NONE, host, site, leaves, pretty).value(value, 0);
    }

    private String text() {
        if (out.length() <= bounds.chars) {
            return out.toString();
        }
        int end = Math.max(0, bounds.chars - 1);
        if (end > 0 && Character.isHighSurrogate(out.charAt(end - 1))) {
            end--;
        }
        return out.substring(0, end) + CUT;
    }

    private void value(Object value, int depth) {
        if ((++visited & 1023) == 0 && host != null) {
            host.poll(site);
            host.checkAllocation(2L * out.length(), site);
        }
        if (cut || out.length() > bounds.chars) {
            cut = true;
            return;
        }
        switch (value) {
            case Long _, SizedInt _, WideInt _, Double _, Float _, Boolean _ -> leaf(value, depth);
            case Char c when form == Form.DISPLAY && depth == 0 ->
                    out.appendCodePoint(c.codePoint());
            case Char c -> Escapes.character(c.codePoint(), out);
            case Text text -> {
                if (site != NOWHERE) {
                    text.check(site);
                }
                if (form == Form.DISPLAY && depth == 0) {
                    bareText(text);
                } else {
                    quoted(text);
                }
            }
            case Unit _ -> out.append("nil");
            case Ref reference ->
                    value(
                            site == NOWHERE ? Ref.peekThrough(reference) : Ref.see(reference, site),
                            depth);
            case EnumType.Variant variant ->
                    out.append("#<fn ")
                            .append(variant.path())
                            .append('/')
                            .append(variant.size())
                            .append('>');
            case FunctionValue function ->
                    out.append("#<fn ")
                            .append(function.name())
                            .append('/')
                            .append(function.arity())
                            .append('>');
            case Opaque opaque -> out.append(opaque.printed());
            case HeapValue heap -> heap(heap, depth);
            case TypeValue type -> out.append(type.name());
            case Moved _ -> out.append("#<moved>");
            default -> out.append(value);
        }
    }

    private void leaf(Object value, int depth) {
        if (leaves != null) {
            leaves.write(value, out);
            return;
        }
        switch (value) {
            case Double x ->
                    out.append(
                            form == Form.DISPLAY && depth == 0
                                    ? FloatText.display(x)
                                    : FloatText.debug(x));
            case Float x when form == Form.REPL && FloatText.special(x) ->
                    out.append("f32::")
                            .append(Float.isNaN(x) ? "NAN" : x > 0 ? "INFINITY" : "NEG_INFINITY");
            case Float x -> {
                out.append(
                        form == Form.DISPLAY && depth == 0
                                ? FloatText.display(x)
                                : FloatText.debug(x));
                if (form == Form.REPL) {
                    out.append("f32");
                }
            }
            case SizedInt x -> {
                out.append(Integers.decimal(x));
                if (form == Form.REPL) {
                    out.append(x.type().rustName());
                }
            }
            case WideInt x -> {
                out.append(x.value());
                if (form == Form.REPL) {
                    out.append(x.type().rustName());
                }
            }
            default -> out.append(value);
        }
    }

    /// How many bytes are written at once.
    private static final int STRETCH = 1 << 20;

    private void bareText(Text text) {
        // A character takes up to four bytes, so that many are surely enough to be cut.
        long enough = 4L * bounds.chars;
        int end = text.length() > enough ? boundaryBefore(text, (int) enough) : text.length();
        if (end <= STRETCH) {
            out.append(end == text.length() ? text : text.part(0, end));
            return;
        }
        if (host != null) {
            host.checkAllocation(4L * end, site);
        }
        for (int at = 0; at < end; ) {
            int to = at + STRETCH >= end ? end : boundaryBefore(text, at + STRETCH);
            out.append(text.part(at, to));
            at = to;
            if (host != null) {
                host.poll(site);
            }
        }
    }

    private static int boundaryBefore(Text text, int at) {
        int end = Math.min(at, text.length());
        while (!Utf8.isBoundary(text, end)) {
            end--;
        }
        return end;
    }

    /// As a literal, in quotes.
    private void quoted(Text text) {
        byte[] bytes = text.array();
        int at = text.start();
        int end = at + text.length();
        out.append('"');
        while (at < end) {
            if (out.length() > bounds.chars) {
                cut = true;
                return;
            }
            if (((at - text.start()) & 0xFFFF) == 0xFFFF && host != null) {
                host.poll(site);
                host.checkAllocation(2L * out.length(), site);
            }
            byte b = bytes[at];
            if (b >= 0x20 && b < 0x7F && b != '"' && b != '\\') {
                out.append((char) b);
                at++;
                continue;
            }
            int c = Utf8.codePointAt(bytes, at);
            Escapes.inString(c, out);
            at += Utf8.lengthOf(c);
        }
        out.append('"');
    }

    private void heap(HeapValue value, int depth) {
        if (depth >= bounds.depth) {
            out.append(CUT);
            return;
        }
        Depth.check(depth, site);
        switch (value) {
            case VecValue vec -> items("[", vec, vec.size(), "]", depth);
            case TupleValue tuple -> items("{", tuple, tuple.size(), "}", depth);
            case ListValue list -> items("(", list, list.size(), ")", depth);
            case StructValue struct -> {
                if (!own(struct, depth)) {
                    named("(" + struct.type().name(), struct, struct.type().fields(), depth);
                }
            }
            case EnumValue variant -> {
                if (!own(variant, depth)) {
                    variant(variant, depth);
                }
            }
            case MapValue map -> map(map, depth);
            case SetValue set -> set(set, depth);
            case RangeValue range -> range(range, depth);
            case RcValue rc when form == Form.DISPLAY && depth == 0 -> value(rc.value(), 0);
            case RcValue rc -> wrapped("(rc ", rc.value(), depth);
            case RefCellValue cell -> wrapped("(ref-cell ", cell.value(), depth);
            case IteratorValue iterator when iterator.isSequence() -> sequence(iterator, depth);
            case IteratorValue _ -> out.append("#<iter>");
            case Closure closure -> out.append("#<closure/").append(closure.arity()).append('>');
            case Opaque opaque -> out.append(opaque.printed());
            default -> out.append("#<").append(TypeNames.of(value)).append('>');
        }
    }

    private boolean own(Object value, int depth) {
        if (host == null || form == Form.REPL) {
            return false;
        }
        var method =
                form == Form.DISPLAY && depth == 0
                        ? host.implementation(value, "Display", "fmt")
                        : null;
        if (method == null) {
            method = host.implementation(value, "Debug", "fmt");
        }
        if (method == null) {
            return false;
        }
        var text = Ref.see(host.call(method, new Object[] {Ref.toTemporary(value)}, site), site);
        if (!(text instanceof Text)) {
            throw Numbers.mismatch(
                    "`fmt` must give a string, found " + TypeNames.withArticle(text), site);
        }
        out.append(text);
        return true;
    }

    private void variant(EnumValue value, int depth) {
        var variant = value.variant();
        var fields = variant.fields();
        if (fields != null) {
            named("(" + variant.path(), value, fields, depth);
        } else if (value.size() == 0) {
            out.append(variant.path());
        } else {
            begin("(" + variant.path());
            for (int i = 0; i < value.size() && !cut; i++) {
                separate(depth);
                value(value.part(i), depth + 1);
            }
            end(")", true, depth);
        }
    }

    private void wrapped(String opening, Object value, int depth) {
        out.append(opening);
        value(value, depth + 1);
        out.append(')');
    }

    private void named(String opening, HeapValue value, List<String> fields, int depth) {
        begin(opening);
        for (int i = 0; i < fields.size() && !cut; i++) {
            separate(depth);
            out.append(':').append(fields.get(i)).append(' ');
            value(value.part(i), depth + 1);
        }
        end(")", !fields.isEmpty(), depth);
    }

    private void items(String opening, HeapValue value, int size, String closing, int depth) {
        begin(opening);
        for (int i = 0; i < size && !cut; i++) {
            first(i, depth);
            if (i >= bounds.items) {
                out.append(CUT);
                break;
            }
            value(value.part(i), depth + 1);
        }
        end(closing, size > 0, depth);
    }

    private void sequence(IteratorValue iterator, int depth) {
        var walk = Sequences.look(iterator);
        begin("[");
        int i = 0;
        for (var item = walk.next(Host.NONE, site);
                item != null && !cut;
                item = walk.next(Host.NONE, site)) {
            first(i, depth);
            if (i++ >= bounds.items) {
                out.append(CUT);
                break;
            }
            value(item, depth + 1);
        }
        end("]", i > 0, depth);
    }

    private void range(RangeValue range, int depth) {
        if (Ranges.isSequence(range)) {
            sequence(Ranges.iterator(range, site), depth);
            return;
        }
        out.append(range.inclusive() ? "(..= " : "(.. ");
        rangeEnd(range.from(), depth);
        out.append(' ');
        rangeEnd(range.to(), depth);
        out.append(')');
    }

    private void rangeEnd(@Nullable Object end, int depth) {
        value(end == null ? Unit.UNIT : end, depth + 1);
    }

    private void map(MapValue map, int depth) {
        begin("#{");
        int shown = 0;
        for (int i = 0; i < map.positions() && !cut; i++) {
            if (!map.isEntry(i)) {
                continue;
            }
            first(shown, depth);
            if (shown++ >= bounds.items) {
                out.append(CUT);
                break;
            }
            value(map.keyAt(i), depth + 1);
            out.append(' ');
            value(map.valueAt(i), depth + 1);
        }
        end("}", shown > 0, depth);
    }

    private void set(SetValue set, int depth) {
        begin("(hash-set");
        int shown = 0;
        for (int i = 0; i < set.positions() && !cut; i++) {
            if (!set.isEntry(i)) {
                continue;
            }
            separate(depth);
            if (shown++ >= bounds.items) {
                out.append(CUT);
                break;
            }
            value(set.at(i), depth + 1);
        }
        end(")", shown > 0, depth);
    }

    private void begin(String opening) {
        out.append(opening);
    }

    // Before an element that may be the first after its bracket.
    private void first(int index, int depth) {
        if (pretty) {
            line(depth + 1);
        } else if (index > 0) {
            out.append(' ');
        }
    }

    // Before an element that follows a name.
    private void separate(int depth) {
        if (pretty) {
            line(depth + 1);
        } else {
            out.append(' ');
        }
    }

    private void end(String closing, boolean any, int depth) {
        if (pretty && any) {
            line(depth);
        }
        out.append(closing);
    }

    private void line(int depth) {
        out.append('\n').repeat(' ', INDENT * depth);
    }
}
