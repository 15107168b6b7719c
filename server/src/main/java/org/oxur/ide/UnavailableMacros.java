package org.oxur.ide;

import java.util.List;
import org.oxur.ast.Item;
import org.oxur.error.Bug;
import org.oxur.frontend.MacroHost;

/// The editor's own process runs no user code: project macros stay unexpanded.
enum UnavailableMacros implements MacroHost {
    HOST;

    @Override
    public void define(Item.Fn function) {
        // Functions that macros might call are of no use where no macro runs.
    }

    @Override
    public Object call(String function, List<Object> arguments) {
        throw Bug.unreachable("a macro ran where no user code may run: " + function);
    }

    @Override
    public boolean available() {
        return false;
    }
}
