package org.oxur.ide;

import java.util.List;
import java.util.function.Function;
import org.oxur.frontend.Expander;
import org.oxur.frontend.ParsedText;
import org.oxur.text.SourceText;

/// What editor features need of a front end, beyond what it takes to run programs: the tokens.
public interface EditorLanguage {
    /// Reads any text; never throws.
    Reading read(SourceText text);

    /// A compile-time environment that runs no user code.
    Expander expander();

    /// Of its files, without the dot.
    String extension();

    /// @param tokens all of them in order, comments and those of broken forms too
    /// @param again reads the text as it is after an edit, and need not read all of it
    record Reading(List<Token> tokens, ParsedText parsed, Function<SourceText, Reading> again) {
        public Reading {
            tokens = List.copyOf(tokens);
        }
    }
}
