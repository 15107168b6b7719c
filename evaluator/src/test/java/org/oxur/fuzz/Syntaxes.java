package org.oxur.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.oxur.builtin.Builtins;
import org.oxur.frontend.lisp.Form;
import org.oxur.frontend.lisp.Syntax;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// Good programs to begin with: the corpus, and the example of each built-in function.
final class Syntaxes {
    static final Span NOWHERE = new SourceText("made", "").whole();

    private Syntaxes() {}

    static List<Form> corpus() throws IOException {
        var root = Path.of(System.getProperty("oxur.root", "..")).resolve("corpus");
        var forms = new ArrayList<Form>();
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Syntaxes::isUsed).sorted().toList()) {
                var text = new SourceText(file.getFileName().toString(), Files.readString(file));
                forms.addAll(Syntax.of(text).forms());
            }
        }
        for (var chapter : Builtins.chapters()) {
            for (var function : chapter.functions()) {
                if (!RandomCalls.LEFT_OUT.contains(function.name())) {
                    var example = new SourceText("example", function.example());
                    forms.addAll(Syntax.of(example).forms());
                }
            }
        }
        return forms;
    }

    /// Programs of processes wait for each other, and the ones that show speed take their time.
    private static boolean isUsed(Path path) {
        var name = path.getFileName().toString();
        return name.endsWith(".oxr")
                && !name.startsWith("2")
                && !path.toString().contains("vision");
    }
}
