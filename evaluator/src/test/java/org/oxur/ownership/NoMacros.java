package org.oxur.ownership;

import java.util.List;
import org.oxur.ast.Item;
import org.oxur.frontend.MacroHost;

/// Programs for rustc have no macros of their own.
final class NoMacros {
    static final MacroHost HOST =
            new MacroHost() {
                @Override
                public void define(Item.Fn function) {}

                @Override
                public Object call(String function, List<Object> arguments) {
                    throw new IllegalStateException("no macro runs here");
                }

                @Override
                public boolean available() {
                    return false;
                }
            };

    private NoMacros() {}
}
