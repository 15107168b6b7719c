package org.oxur.module;

import java.util.List;
import org.oxur.ast.Item;
import org.oxur.text.Span;

/// One definition of a function, kept so that it can come back.
///
/// @param number from 1
/// @param uses names of the program's definitions that it mentions
public record Version(int number, Item.Fn tree, Span span, List<String> uses) {
    public Version {
        uses = List.copyOf(uses);
    }
}
