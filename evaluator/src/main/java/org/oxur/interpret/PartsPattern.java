package org.oxur.interpret;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.error.OxurPanic;
import org.oxur.error.ResolveError;
import org.oxur.error.TypeError;
import org.oxur.text.Span;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.HeapValue;
import org.oxur.value.Owner;
import org.oxur.value.Ref;
import org.oxur.value.StructType;
import org.oxur.value.StructValue;

/// A variant or struct with its parts, in order or by name.
final class PartsPattern extends CompoundPattern {
    private final NameLink link;
    private final Pattern[] parts;
    private final boolean binds;
    private final @Nullable List<String> names;

    /// They are in order, and match whatever there is.
    private final boolean takesAnyParts;

    /// The slot of the name that is the one part; -1 where it is anything else.
    private final int only;

    PartsPattern(Span span, NameLink link, Pattern[] parts, @Nullable List<String> names) {
        super(span);
        this.link = link;
        this.parts = parts;
        this.binds = any(parts);
        this.names = names;
        this.takesAnyParts = names == null && Arrays.stream(parts).allMatch(Pattern::matchesAll);
        this.only =
                takesAnyParts && parts.length == 1 && parts[0] instanceof BindingPattern name
                        ? name.slot
                        : -1;
    }

    @Override
    boolean test(Execution ex, Object given) {
        var owner = owner(given);
        return owner != null && (takesAnyParts || testNamed(ex, owner, owner));
    }

    @Override
    @Nullable Owner owner(Object given) {
        var target = link.target();
        if (target == null) {
            throw link.undefined();
        }
        var value = seen(given, this);
        if (value instanceof EnumValue e && target instanceof EnumType.Variant variant) {
            if (!e.variant().isSame(variant)) {
                return null;
            }
            if (names == null && parts.length != e.size()) {
                throw wrongCount(e.size());
            }
            return e;
        }
        return value instanceof StructValue struct
                        && target instanceof StructType type
                        && struct.type().isSame(type)
                ? struct
                : null;
    }

    /// Whether its name means that.
    boolean means(Object variant) {
        return link.target() == variant;
    }

    private OxurPanic wrongCount(int size) {
        return new OxurPanic(
                new TypeError.TypeMismatch(
                        span(),
                        "`"
                                + link.path.name()
                                + "` carries "
                                + size
                                + ", the pattern has "
                                + parts.length,
                        null));
    }

    private boolean testNamed(Execution ex, Owner owner, Object value) {
        for (int i = 0; i < parts.length; i++) {
            int at = position(value, i);
            if (!testPart(ex, owner, parts[i], at)) {
                return false;
            }
        }
        return true;
    }

    private int position(Object value, int i) {
        if (names == null) {
            return i;
        }
        int at = -1;
        if (value instanceof StructValue struct) {
            at = struct.type().indexOf(names.get(i));
        } else if (value instanceof EnumValue e) {
            var fields = e.variant().fields();
            at = fields == null ? -1 : fields.indexOf(names.get(i));
        }
        if (at < 0) {
            throw new OxurPanic(
                    ResolveError.UnknownField.of(
                            span(), link.path.name(), names.get(i), fieldsOf(value)));
        }
        return at;
    }

    private static List<String> fieldsOf(Object value) {
        return switch (value) {
            case StructValue struct -> struct.type().fields();
            case EnumValue variant -> {
                var fields = variant.variant().fields();
                yield fields == null ? List.of() : fields;
            }
            default -> List.of();
        };
    }

    @Override
    void bind(Frame f, Object given, @Nullable Ref outer) {
        if (only >= 0 && outer != null && bindOnly(f, given, outer)) {
            return;
        }
        if (names == null) {
            bindParts(f, given, outer, parts);
            return;
        }
        var owner = (Owner) seen(given, this);
        var via = last(given, outer, this);
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].binds()) {
                bindPart(f, owner, via, parts[i], position(owner, i));
            }
        }
    }

    /// Binds the one part of what a shared reference points at; false where it is not so simple.
    private boolean bindOnly(Frame f, Object given, Ref outer) {
        if (!(given instanceof EnumValue variant) || outer.mutable()) {
            return false;
        }
        if (!(variant.part(0) instanceof HeapValue part)) {
            return false;
        }
        f.setTagged(only, Frame.OBJECT, Ref.shared(part, outer.borrow()));
        return true;
    }

    @Override
    boolean binds() {
        return binds;
    }

    @Override
    void takeParts(Object value, Trail trail) {
        if (names == null) {
            takeAll(parts, value, trail);
            return;
        }
        for (int i = 0; i < parts.length; i++) {
            takePart(parts[i], (Owner) value, position(value, i), trail);
        }
    }

    @Override
    void reach(Reached reached) {
        reached.patterns(parts);
    }

    @Override
    int position(Owner owner, int i) {
        return position((Object) owner, i);
    }

    @Override
    Matching matching() {
        var variant =
                names == null
                                && link.target() instanceof EnumType.Variant of
                                && of.size() == parts.length
                        ? of
                        : null;
        return new Matching.Parts(this, matching(parts), names != null, binds, variant);
    }
}
