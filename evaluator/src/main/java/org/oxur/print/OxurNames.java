package org.oxur.print;

import java.util.HashSet;
import java.util.Set;
import org.oxur.ast.Ident;
import org.oxur.ast.Path;

/// Names as Oxur writes them.
final class OxurNames {
    private final Set<String> written = new HashSet<>();
    private final Set<String> made = new HashSet<>();
    private final String suffix;

    /// @param attempt how often names have been made that turned out to be taken
    OxurNames(int attempt) {
        this.suffix = "-".repeat(attempt + 1);
    }

    String text(Ident ident) {
        if (ident.mark() == 0) {
            written.add(ident.name());
            return ident.name();
        }
        var name = ident.name() + suffix + ident.mark();
        made.add(name);
        return name;
    }

    Form ident(Ident ident) {
        return Form.atom(text(ident));
    }

    /// The segments' names; generic arguments stand elsewhere in Oxur.
    String text(Path path) {
        if (path.segments().size() == 1) {
            return text(path.first());
        }
        var joined = new StringBuilder();
        for (var segment : path.segments()) {
            joined.append(joined.isEmpty() ? "" : "::").append(text(segment.ident()));
        }
        return joined.toString();
    }

    Form path(Path path) {
        return Form.atom(text(path));
    }

    static Form label(Ident label) {
        return Form.atom("'" + label.name());
    }

    /// True if a name that was made is also one of the program's.
    boolean clash() {
        return made.stream().anyMatch(written::contains);
    }
}
