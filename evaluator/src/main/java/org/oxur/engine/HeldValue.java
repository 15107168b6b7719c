package org.oxur.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.frontend.LanguageFrontend;
import org.oxur.frontend.PrintLimits;
import org.oxur.value.Parts;
import org.oxur.value.Sizes;
import org.oxur.value.TypeNames;

/// A value that someone looks at after its evaluation: as it is now, if the program changes it. To
/// be asked only while the session evaluates nothing.
public final class HeldValue {
    private final Object value;
    private final LanguageFrontend frontend;

    HeldValue(Object value, LanguageFrontend frontend) {
        this.value = value;
        this.frontend = frontend;
    }

    /// @param label an index, a field's name or a key
    public record Child(String label, HeldValue value) {}

    public String type() {
        return TypeNames.of(value);
    }

    /// Elements, entries or fields; null for a value that has no parts.
    public @Nullable Integer size() {
        return Sizes.of(value);
    }

    public String print(PrintLimits limits) {
        return frontend.formatValue(value, limits);
    }

    public List<Child> children(int start, int count) {
        return Parts.of(value, start, count).stream()
                .map(part -> new Child(part.label(), new HeldValue(part.value(), frontend)))
                .toList();
    }
}
