package org.oxur.error;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.oxur.text.LineIndex;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// An error as rustc would show it: what, where, the lines of the source with marks and notes, what
/// to do, and how the program got there.
///
/// Whatever the language is that a front end reads, its `formatError` may use this. Lines end with
/// `\n`, the last one too.
public final class ErrorRenderer {
    private final StringBuilder out = new StringBuilder();
    private final Palette palette;

    private ErrorRenderer(Palette palette) {
        this.palette = palette;
    }

    /// @param colour with ANSI escapes, for a terminal
    public static String render(LanguageError error, boolean colour) {
        var renderer = new ErrorRenderer(Palette.of(colour));
        renderer.error(error);
        return renderer.out.toString();
    }

    /// With the Oxur stack trace.
    public static String render(OxurPanic panic, boolean colour) {
        var renderer = new ErrorRenderer(Palette.of(colour));
        renderer.error(panic.error());
        renderer.trace(panic);
        return renderer.out.toString();
    }

    /// A place to mark in the source.
    record Mark(Span span, String note, boolean primary) {}

    private void error(LanguageError error) {
        out.append(palette.error("error[" + error.code() + "]"))
                .append(palette.strong(": " + SourceLine.visible(error.message())))
                .append('\n');
        var bySource = new LinkedHashMap<SourceText, List<Mark>>();
        for (var mark : marks(error)) {
            bySource.computeIfAbsent(mark.span().source(), _ -> new ArrayList<>()).add(mark);
        }
        int gutter = gutterWidth(bySource);
        for (var entry : bySource.entrySet()) {
            var snippet = new Snippet(entry.getKey(), entry.getValue(), gutter, palette);
            snippet.appendTo(out);
        }
        var hint = error.hint();
        if (hint != null) {
            out.append(" ".repeat(gutter))
                    .append(palette.margin(" = "))
                    .append(palette.strong("help: "))
                    .append(SourceLine.visible(hint))
                    .append('\n');
        }
    }

    private static List<Mark> marks(LanguageError error) {
        var marks = new ArrayList<Mark>();
        marks.add(new Mark(error.span(), "", true));
        for (var label : error.labels()) {
            marks.add(new Mark(label.span(), label.note(), false));
        }
        var template = error.span().template();
        boolean shown =
                template == null
                        || error.labels().stream()
                                .anyMatch(label -> label.span().samePlace(template));
        if (template != null && !shown) {
            marks.add(new Mark(template, "brought in by this macro, here", false));
        }
        return marks;
    }

    private static int gutterWidth(Map<SourceText, List<Mark>> bySource) {
        int lastLine = 0;
        for (var marks : bySource.values()) {
            for (var mark : marks) {
                LineIndex lines = mark.span().source().lines();
                lastLine = Math.max(lastLine, lines.lineOf(mark.span().end()) + 1);
            }
        }
        return Integer.toString(lastLine).length();
    }

    private void trace(OxurPanic panic) {
        var frames = panic.frames();
        // What was left out stands before the last.
        int contiguous = panic.elided() > 0 ? frames.size() - 1 : frames.size();
        for (int i = 0; i < frames.size(); ) {
            if (i == contiguous && panic.elided() > 0) {
                out.append(palette.margin("  … " + panic.elided() + " more calls …")).append('\n');
            }
            int same = i + 1;
            while (same < contiguous && sameCall(frames.get(i), frames.get(same))) {
                same++;
            }
            frame(frames.get(i), same - i);
            i = same;
        }
    }

    private static boolean sameCall(TraceFrame a, TraceFrame b) {
        return a.equals(b) && a.span().samePlace(b.span());
    }

    /// A definition inside of a top-level form is evaluated by itself, but nothing was called.
    private static boolean isTopLevel(TraceFrame frame) {
        return frame.name().equals("<top level>");
    }

    private void frame(TraceFrame frame, int times) {
        var version = frame.version() > 0 ? " v" + frame.version() : "";
        out.append(palette.margin("  in "))
                .append(palette.strong(SourceLine.visible(frame.name())))
                .append(version)
                .append(frame.tier().isEmpty() ? "" : " (" + frame.tier() + ")")
                .append(palette.margin(" at "))
                .append(Snippet.place(frame.span()))
                .append(times > 1 && !isTopLevel(frame) ? ", " + times + " times" : "")
                .append('\n');
    }
}
