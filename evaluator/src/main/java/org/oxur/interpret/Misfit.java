package org.oxur.interpret;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;
import org.oxur.value.EnumValue;
import org.oxur.value.MapValue;
import org.oxur.value.Numbers;
import org.oxur.value.Ref;
import org.oxur.value.SetValue;
import org.oxur.value.TupleValue;
import org.oxur.value.TypeNames;
import org.oxur.value.VecValue;

/// The words for a value that is not of the type that it should be: what of it does not fit, and
/// how it becomes one that does.
final class Misfit {
    /// A variable, or a field of one, as it stands in a program.
    private static final Pattern PLACE = Pattern.compile("\\p{L}[^\\s()\\[\\]{}\"'`,;&]*");

    private Misfit() {}

    /// A value that is not of the type: `a str`, `a Vec: element 1 is a str`.
    static String described(TypeTest type, Object value) {
        var inside = inside(type, value);
        return TypeNames.withArticle(value) + (inside == null ? "" : ": " + inside);
    }

    /// What inside of the value keeps it from being of the type; null where it is the value itself.
    private static @Nullable String inside(TypeTest type, Object value) {
        var seen = Ref.peekThrough(value);
        String found = null;
        switch (type) {
            case TypeTest.OfReference reference -> found = inside(reference.target, seen);
            case TypeTest.OfVec of when seen instanceof VecValue vec -> {
                for (int i = 0; found == null && i < vec.size(); i++) {
                    found = part("element " + i, of.item, vec.get(i));
                }
            }
            case TypeTest.OfTuple of
                    when seen instanceof TupleValue tuple && tuple.size() == of.parts.size() -> {
                for (int i = 0; found == null && i < tuple.size(); i++) {
                    found = part("part " + i, of.parts.get(i), tuple.part(i));
                }
            }
            case TypeTest.OfSet of when seen instanceof SetValue set -> {
                for (int i = 0; found == null && i < set.positions(); i++) {
                    found = set.isEntry(i) ? part("a member", of.item, set.at(i)) : null;
                }
            }
            case TypeTest.OfMap of when seen instanceof MapValue map -> {
                for (int i = 0; found == null && i < map.positions(); i++) {
                    found = map.isEntry(i) ? part("a key", of.key, map.keyAt(i)) : null;
                    if (found == null && map.isEntry(i)) {
                        found = part("a value", of.value, map.valueAt(i));
                    }
                }
            }
            case TypeTest.OfCarrier of
                    when seen instanceof EnumValue carrier
                            && carrier.type() == of.type
                            && carrier.size() > 0 -> {
                var wanted = of.carried(carrier);
                found = wanted == null ? null : part("what it holds", wanted, carrier.part(0));
            }
            default -> {}
        }
        return found;
    }

    private static @Nullable String part(String name, TypeTest wanted, Object found) {
        return wanted.holds(found) ? null : name + " is " + described(wanted, found);
    }

    /// How the value becomes one of the type; null where no one way suggests itself.
    static @Nullable String hint(TypeTest type, Object value, Site site) {
        if (inside(type, value) != null) {
            return null;
        }
        var seen = Ref.peekThrough(value);
        if (type instanceof TypeTest.OfReference reference && reference.target.holds(seen)) {
            return lending(reference.mutable, site.span().text());
        }
        if (Numbers.isNumber(seen) && Numbers.isType(type.name)) {
            return "convert it with `(as … " + type.name + ")`";
        }
        if (type.name.startsWith("Option")) {
            return "what is there is `(Some …)`";
        }
        if (type.name.startsWith("Result")) {
            return "what came out well is `(Ok …)`";
        }
        return Numbers.takenOut(seen);
    }

    /// How to lend what is `written` in the program and was given itself, or lent for reading only.
    private static String lending(boolean mutable, String written) {
        var place = written.startsWith("&") ? written.substring(1).strip() : written;
        if (!PLACE.matcher(place).matches()) {
            return "lend it with `" + (mutable ? "&mut" : "&") + "`";
        }
        return "lend it with `" + (mutable ? "&mut " : "&") + place + "`";
    }
}
