package org.oxur.frontend;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Item;
import org.oxur.text.SourceText;

/// Runs code at expansion time: an engine of its own, apart from the program that is being
/// expanded, without its statics.
public interface MacroHost {
    /// Makes a function known to macros. The name of a macro's own function never clashes with a
    /// name of the program.
    void define(Item.Fn function);

    /// Calls a function on forms as values and gives a form as a value.
    ///
    /// @throws org.oxur.error.OxurPanic when the called code fails
    Object call(String function, List<Object> arguments);

    /// The text of the file that a module is.
    ///
    /// @param from the text that names the module
    /// @param module its path, `geometry` or `geometry::solid`
    /// @return null where there is none, or where files are not read
    default @Nullable SourceText moduleFile(SourceText from, String module) {
        return null;
    }

    /// Where macros cannot run, because the place may not run user code: project macros are left
    /// unexpanded and their calls are opaque.
    boolean available();
}
