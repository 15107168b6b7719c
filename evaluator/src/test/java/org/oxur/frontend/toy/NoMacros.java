package org.oxur.frontend.toy;

import java.util.List;
import org.oxur.ast.Item;
import org.oxur.frontend.MacroHost;

/// A language without macros needs no host for them.
final class NoMacros implements MacroHost {
    @Override
    public void define(Item.Fn function) {
        throw new AssertionError("nothing is defined for macros");
    }

    @Override
    public Object call(String function, List<Object> arguments) {
        throw new AssertionError("no macro calls " + function);
    }

    @Override
    public boolean available() {
        return false;
    }
}
