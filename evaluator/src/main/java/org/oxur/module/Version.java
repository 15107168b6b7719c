package org.oxur.module;

import java.time.Instant;
import java.util.List;
import org.oxur.ast.Item;
import org.oxur.text.Span;

/// One definition of a function, kept so that it can come back.
///
/// @param number from 1
/// @param uses names of the program's definitions that it mentions
/// @param author the text that it came from (a file, `repl`), or which version was brought back
/// @param made when
public record Version(
        int number, Item.Fn tree, Span span, List<String> uses, String author, Instant made) {
    public Version {
        uses = List.copyOf(uses);
    }

    /// As it stands in a text, now.
    static Version of(int number, Item.Fn tree, List<String> uses) {
        var span = tree.span();
        // A prompt counts its inputs.
        var author = span.source().name().replaceFirst("^repl:\\d+$", "repl");
        return new Version(number, tree, span, uses, author, Instant.now());
    }

    /// The same again, as a new version.
    Version again(int newNumber) {
        return new Version(newNumber, tree, span, uses, "rollback to v" + number, Instant.now());
    }
}
