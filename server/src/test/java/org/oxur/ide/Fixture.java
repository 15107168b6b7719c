package org.oxur.ide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// Texts with markers: `$0` is the cursor, `«…»` a selection, a line `;;- path` begins another
/// file. The file with the cursor, else the first, is the one that is asked about.
record Fixture(Snapshot snapshot, Analysis analysis, int cursor, List<Span> selections) {
    private static final String CURSOR = "$0";

    static Fixture of(String text) {
        var snapshot = Snapshot.empty(new OxurLanguage());
        var files = new ArrayList<Marked>();
        var name = "main.oxr";
        var content = new StringBuilder();
        for (var line : text.lines().toList()) {
            if (line.startsWith(";;- ")) {
                if (!content.isEmpty()) {
                    files.add(Marked.of(name, content.toString()));
                }
                name = line.substring(4).strip();
                content.setLength(0);
            } else {
                content.append(line).append('\n');
            }
        }
        files.add(Marked.of(name, content.toString()));
        for (var file : files) {
            snapshot = snapshot.with(file.text);
        }
        var asked =
                files.stream()
                        .filter(file -> file.cursor >= 0)
                        .findFirst()
                        .orElse(files.getFirst());
        var analysis = analysis(snapshot, asked.text);
        return new Fixture(
                snapshot,
                analysis,
                asked.cursor,
                asked.selections.stream()
                        .map(selection -> asked.text.span(selection[0], selection[1]))
                        .toList());
    }

    static Analysis analysis(Snapshot snapshot, SourceText text) {
        return Optional.ofNullable(snapshot.analysis(text.name())).orElseThrow();
    }

    private record Marked(SourceText text, int cursor, List<int[]> selections) {
        static Marked of(String name, String marked) {
            var text = new StringBuilder();
            int cursor = -1;
            var selections = new ArrayList<int[]>();
            int open = 0;
            for (int i = 0; i < marked.length(); i++) {
                if (marked.startsWith(CURSOR, i)) {
                    cursor = text.length();
                    i++;
                } else if (marked.charAt(i) == '«') {
                    open = text.length();
                } else if (marked.charAt(i) == '»') {
                    selections.add(new int[] {open, text.length()});
                } else {
                    text.append(marked.charAt(i));
                }
            }
            return new Marked(new SourceText(name, text.toString()), cursor, selections);
        }
    }

    Fixture knowing(Snapshot.SessionFacts facts) {
        return new Fixture(snapshot.knowing(facts), analysis, cursor, selections);
    }

    /// `2:5 \`name\``: where a span stands, in its file if that is another, and what it holds.
    String show(Span span) {
        var where = span.source() == analysis.text() ? "" : span.source().name() + " ";
        return where
                + span.source().lines().position(span.start())
                + " `"
                + span.text().replace("\n", "⏎")
                + "`";
    }
}
