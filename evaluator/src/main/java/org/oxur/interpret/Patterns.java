package org.oxur.interpret;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Lit;
import org.oxur.error.OxurPanic;
import org.oxur.error.TypeError;
import org.oxur.module.Global;
import org.oxur.text.Span;
import org.oxur.value.Char;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.Equality;
import org.oxur.value.Hashing;
import org.oxur.value.HeapValue;
import org.oxur.value.Integers;
import org.oxur.value.ListValue;
import org.oxur.value.Loans;
import org.oxur.value.MapValue;
import org.oxur.value.Moved;
import org.oxur.value.Order;
import org.oxur.value.Owner;
import org.oxur.value.Ref;
import org.oxur.value.StructType;
import org.oxur.value.StructValue;
import org.oxur.value.Text;
import org.oxur.value.TupleValue;
import org.oxur.value.TypeNames;
import org.oxur.value.VecValue;

/// The kinds of patterns.
final class Patterns {
    private Patterns() {}

    /// `_`.
    static final class Wild extends Pattern {
        Wild(Span span) {
            super(span);
        }

        @Override
        boolean test(Frame f, Object value) {
            return true;
        }

        @Override
        void bind(Frame f, Object value, @Nullable Ref via) {}

        @Override
        boolean isOfPairs() {
            return true;
        }

        @Override
        boolean matchesAll() {
            return true;
        }
    }

    /// A name, with or without a pattern that must match too.
    static final class Binding extends Pattern {
        final int slot;
        private final @Nullable Pattern sub;

        Binding(Span span, int slot, @Nullable Pattern sub) {
            super(span);
            this.slot = slot;
            this.sub = sub;
        }

        @Override
        boolean test(Frame f, Object value) {
            return sub == null || sub.test(f, value);
        }

        @Override
        void bind(Frame f, Object value, @Nullable Ref via) {
            if (via != null) {
                f.setTagged(slot, Frame.OBJECT, via);
            } else {
                f.set(slot, HeapValue.isCopy(value) ? HeapValue.copied(value) : value);
            }
            if (sub != null) {
                sub.bind(f, value, via);
            }
        }

        @Override
        boolean binds() {
            return true;
        }

        @Override
        void take(Owner owner, int part, Trail trail) {
            var value = owner.part(part);
            if (!HeapValue.isCopy(value)) {
                var fixed = trail.fixed();
                if (fixed != null) {
                    throw Places.cannotMove(fixed, this);
                }
                trail.move(owner, part, new Moved(span()));
            }
        }

        @Override
        boolean takesAll() {
            return true;
        }

        @Override
        boolean matchesAll() {
            return sub == null;
        }
    }

    /// A literal; integers that adapt take the value's type.
    static final class Literal extends Pattern {
        private final Lit lit;
        private final Object value;

        Literal(Span span, Lit lit, Object value) {
            super(span);
            this.lit = lit;
            this.value = value;
        }

        @Override
        boolean test(Frame f, Object given) {
            var seen = seen(given, this);
            if (value instanceof Long l && seen instanceof Long other) {
                return (long) l == (long) other;
            }
            if (lit instanceof Lit.Int(var exact, var type, var adapts)) {
                var found = Integers.typeOf(seen);
                return found != null
                        && (adapts || found == type)
                        && Integers.exact(seen).equals(exact);
            }
            if (value instanceof Text && seen instanceof Text
                    || value.getClass() == seen.getClass()) {
                return Equality.same(value, seen, f.ex, this);
            }
            return false;
        }

        @Override
        void bind(Frame f, Object given, @Nullable Ref via) {}
    }

    /// `(..= 1 5)`.
    static final class Range extends Pattern {
        private final @Nullable Object from;
        private final @Nullable Object to;
        private final boolean inclusive;

        Range(Span span, @Nullable Object from, @Nullable Object to, boolean inclusive) {
            super(span);
            this.from = from;
            this.to = to;
            this.inclusive = inclusive;
        }

        @Override
        boolean test(Frame f, Object given) {
            var value = seen(given, this);
            if (from != null && !(ordered(f, from, value) <= 0)) {
                return false;
            }
            if (to == null) {
                return from != null || value instanceof Number;
            }
            int order = ordered(f, value, to);
            return inclusive ? order <= 0 : order < 0;
        }

        /// As comparators do; 2 where they do not compare.
        private int ordered(Frame f, Object a, Object b) {
            if (a instanceof Long x && b instanceof Long y) {
                return Long.compare(x, y);
            }
            if (Integers.isInteger(a) && Integers.isInteger(b)) {
                return Integers.exact(a).compareTo(Integers.exact(b));
            }
            boolean comparable =
                    a instanceof Double && b instanceof Double
                            || a instanceof Float && b instanceof Float
                            || a instanceof Char && b instanceof Char;
            return comparable ? Order.partial(a, b, f.ex, this) : Order.UNORDERED;
        }

        @Override
        void bind(Frame f, Object given, @Nullable Ref via) {}
    }

    static final class Tuple extends Pattern {
        private final Pattern[] parts;
        private final boolean binds;

        Tuple(Span span, Pattern[] parts) {
            super(span);
            this.parts = parts;
            this.binds = any(parts);
        }

        @Override
        boolean test(Frame f, Object given) {
            return seen(given, this) instanceof TupleValue tuple
                    && tuple.size() == parts.length
                    && testParts(f, this, tuple, parts);
        }

        @Override
        boolean testPair(Frame f, Object first, Object second) {
            return parts[0].test(f, first) && parts[1].test(f, second);
        }

        @Override
        void bindPair(Frame f, Object first, Object second) {
            if (parts[0].binds()) {
                parts[0].bind(f, first, null);
            }
            if (parts[1].binds()) {
                parts[1].bind(f, second, null);
            }
        }

        @Override
        boolean isOfPairs() {
            return parts.length == 2;
        }

        @Override
        void bind(Frame f, Object value, @Nullable Ref via) {
            bindParts(f, value, via, parts, 0);
        }

        @Override
        boolean binds() {
            return binds;
        }

        @Override
        void take(Owner owner, int part, Trail trail) {
            takeInside(owner, part, trail, this);
        }

        @Override
        void takeParts(Object value, Trail trail) {
            takeAll(parts, value, 0, trail);
        }
    }

    /// A variant or struct with its parts, in order or by name.
    static final class Parts extends Pattern {
        private final NameLink link;
        private final Pattern[] parts;
        private final boolean binds;
        private final @Nullable List<String> names;

        Parts(Span span, NameLink link, Pattern[] parts, @Nullable List<String> names) {
            super(span);
            this.link = link;
            this.parts = parts;
            this.binds = any(parts);
            this.names = names;
        }

        @Override
        boolean test(Frame f, Object given) {
            var target = link.target();
            if (target == null) {
                throw link.undefined(this);
            }
            var value = seen(given, this);
            if (value instanceof EnumValue e && target instanceof EnumType.Variant variant) {
                if (!same(e.variant(), variant)) {
                    return false;
                }
                if (names == null && parts.length != e.size()) {
                    throw wrongCount(e.size());
                }
                return testNamed(f, e, value);
            }
            if (value instanceof StructValue struct && target instanceof StructType type) {
                return (struct.type() == type
                                || struct.type().name().equals(type.name())
                                        && struct.type().module().equals(type.module()))
                        && testNamed(f, struct, value);
            }
            return false;
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

        private boolean testNamed(Frame f, Owner owner, Object value) {
            for (int i = 0; i < parts.length; i++) {
                int at = position(value, i);
                if (!testPart(f, this, owner, parts[i], at)) {
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
                        new org.oxur.error.ResolveError.UnknownField(
                                span(), link.path.name(), names.get(i), "there is no field"));
            }
            return at;
        }

        @Override
        void bind(Frame f, Object given, @Nullable Ref outer) {
            if (names == null) {
                bindParts(f, given, outer, parts, 0);
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

        @Override
        boolean binds() {
            return binds;
        }

        @Override
        void take(Owner owner, int part, Trail trail) {
            takeInside(owner, part, trail, this);
        }

        @Override
        void takeParts(Object value, Trail trail) {
            if (names == null) {
                takeAll(parts, value, 0, trail);
                return;
            }
            for (int i = 0; i < parts.length; i++) {
                takePart(parts[i], (Owner) value, position(value, i), trail);
            }
        }
    }

    /// Values of an earlier definition of the enum count.
    static boolean same(EnumType.Variant a, EnumType.Variant b) {
        return a == b
                || a.name().equals(b.name())
                        && a.type().name().equals(b.type().name())
                        && a.type().module().equals(b.type().module());
    }

    /// A unit variant, a struct without fields, or a constant.
    static final class Named extends Pattern {
        private final NameLink link;

        Named(Span span, NameLink link) {
            super(span);
            this.link = link;
        }

        @Override
        boolean test(Frame f, Object given) {
            var value = seen(given, this);
            return switch (link.target()) {
                case null -> throw link.undefined(this);
                case EnumType.Variant variant ->
                        value instanceof EnumValue e && same(e.variant(), variant);
                case StructType type ->
                        value instanceof StructValue struct
                                && struct.type().name().equals(type.name());
                case Global global -> Equality.same(global.value(), value, f.ex, this);
                case NameLink.BuiltInConstant(var constant) ->
                        Equality.same(constant, value, f.ex, this);
                case Object other -> other == value;
            };
        }

        @Override
        void bind(Frame f, Object value, @Nullable Ref via) {}
    }

    /// `[a b & rest]`, for vectors and lists.
    static final class Slice extends Pattern {
        private final Pattern[] parts;
        private final @Nullable Pattern rest;

        Slice(Span span, Pattern[] parts, @Nullable Pattern rest) {
            super(span);
            this.parts = parts;
            this.rest = rest;
        }

        @Override
        boolean test(Frame f, Object given) {
            var value = seen(given, this);
            int size;
            if (value instanceof VecValue vec) {
                size = vec.size();
            } else if (value instanceof ListValue list) {
                size = list.size();
            } else {
                return false;
            }
            if (rest == null ? size != parts.length : size < parts.length) {
                return false;
            }
            return testParts(f, this, (Owner) value, parts)
                    && (rest == null || rest.test(f, remaining(value)));
        }

        private Object remaining(Object value) {
            return value instanceof VecValue vec
                    ? vec.part(parts.length, vec.size())
                    : new ListValue(
                            ((ListValue) value)
                                    .items()
                                    .subList(parts.length, ((ListValue) value).size()));
        }

        @Override
        void bind(Frame f, Object given, @Nullable Ref outer) {
            bindParts(f, given, outer, parts, 0);
            if (rest != null && rest.binds()) {
                var more = remaining(seen(given, this));
                var via = last(given, outer, this);
                rest.bind(f, more, via == null ? null : Ref.shared(more, via.borrow()));
            }
        }

        @Override
        boolean binds() {
            return any(parts) || rest != null && rest.binds();
        }

        @Override
        void take(Owner owner, int part, Trail trail) {
            takeInside(owner, part, trail, this);
        }

        @Override
        void takeParts(Object value, Trail trail) {
            if (!(value instanceof VecValue vec)
                    || vec.longs() != null
                    || vec.doubles() != null
                    || vec.booleans() != null) {
                return;
            }
            trail.fix("a vector");
            takeAll(parts, value, 0, trail);
            if (rest != null && rest.binds()) {
                for (int i = parts.length; i < vec.size(); i++) {
                    if (!HeapValue.isCopy(vec.get(i))) {
                        throw Places.cannotMove("a vector", this);
                    }
                }
            }
        }
    }

    static final class MapKeys extends Pattern {
        private final Object[] keys;
        private final Pattern[] values;

        MapKeys(Span span, Object[] keys, Pattern[] values) {
            super(span);
            this.keys = keys;
            this.values = values;
        }

        @Override
        boolean test(Frame f, Object given) {
            if (!(seen(given, this) instanceof MapValue map)) {
                return false;
            }
            for (int i = 0; i < keys.length; i++) {
                int at = map.find(keys[i], Hashing.KEYS);
                if (at < 0 || !values[i].test(f, map.valueAt(at))) {
                    return false;
                }
            }
            return true;
        }

        @Override
        void bind(Frame f, Object given, @Nullable Ref outer) {
            var map = (MapValue) seen(given, this);
            var via = last(given, outer, this);
            for (int i = 0; i < keys.length; i++) {
                if (values[i].binds()) {
                    bindPart(f, map, via, values[i], map.find(keys[i], Hashing.KEYS));
                }
            }
        }

        @Override
        boolean binds() {
            return any(values);
        }

        @Override
        void take(Owner owner, int part, Trail trail) {
            takeInside(owner, part, trail, this);
        }

        @Override
        void takeParts(Object value, Trail trail) {
            trail.fix("a map");
            for (int i = 0; i < keys.length; i++) {
                takePart(
                        values[i],
                        (MapValue) value,
                        ((MapValue) value).find(keys[i], Hashing.KEYS),
                        trail);
            }
        }
    }

    static final class Or extends Pattern {
        private final Pattern[] cases;

        Or(Span span, Pattern[] cases) {
            super(span);
            this.cases = cases;
        }

        private @Nullable Pattern matching(Frame f, Object value) {
            for (var each : cases) {
                if (each.test(f, value)) {
                    return each;
                }
            }
            return null;
        }

        @Override
        boolean test(Frame f, Object value) {
            return matching(f, value) != null;
        }

        @Override
        void bind(Frame f, Object value, @Nullable Ref via) {
            var matching = matching(f, value);
            if (matching != null) {
                last = matching;
                matching.bind(f, value, via);
            }
        }

        // The case that bound last: taking follows binding at once.
        private @Nullable Pattern last;

        @Override
        boolean binds() {
            return any(cases);
        }

        @Override
        void take(Owner owner, int part, Trail trail) {
            if (last != null) {
                last.take(owner, part, trail);
            }
        }

        @Override
        void takeParts(Object value, Trail trail) {
            if (last != null) {
                last.takeParts(value, trail);
            }
        }
    }

    /// `&p`: what the reference points at, copied out.
    static final class Deref extends Pattern {
        private final Pattern target;

        Deref(Span span, Pattern target) {
            super(span);
            this.target = target;
        }

        @Override
        boolean test(Frame f, Object value) {
            return (value instanceof Ref || HeapValue.isCopy(value))
                    && target.test(f, seen(value, this));
        }

        @Override
        void bind(Frame f, Object value, @Nullable Ref via) {
            var seen = seen(value, this);
            if (target.takesAll() && !HeapValue.isCopy(seen)) {
                throw Places.cannotMove("a reference", this);
            }
            target.bind(f, HeapValue.copied(seen), null);
        }

        @Override
        boolean binds() {
            return target.binds();
        }
    }

    static final class Typed extends Pattern {
        private final Pattern inner;
        private final TypeTest type;

        Typed(Span span, Pattern inner, TypeTest type) {
            super(span);
            this.inner = inner;
            this.type = type;
        }

        @Override
        boolean test(Frame f, Object value) {
            if (!type.holds(value) && !type.holds(seen(value, this))) {
                throw new OxurPanic(
                        TypeError.TypeMismatch.expected(
                                span(), "`" + type.name + "`", TypeNames.withArticle(value)));
            }
            return inner.test(f, value);
        }

        @Override
        void bind(Frame f, Object value, @Nullable Ref via) {
            inner.bind(f, value, via);
        }

        @Override
        boolean binds() {
            return inner.binds();
        }

        @Override
        void take(Owner owner, int part, Trail trail) {
            inner.take(owner, part, trail);
        }

        @Override
        void takeParts(Object value, Trail trail) {
            inner.takeParts(value, trail);
        }

        @Override
        boolean takesAll() {
            return inner.takesAll();
        }
    }

    private static boolean any(Pattern[] patterns) {
        for (var pattern : patterns) {
            if (pattern.binds()) {
                return true;
            }
        }
        return false;
    }

    private static boolean testParts(Frame f, Pattern outer, Owner owner, Pattern[] parts) {
        for (int i = 0; i < parts.length; i++) {
            if (!testPart(f, outer, owner, parts[i], i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean testPart(
            Frame f, Pattern outer, Owner owner, Pattern pattern, int part) {
        if (pattern.matchesAll()) {
            return true;
        }
        var value = owner.part(part);
        if (value instanceof Moved moved) {
            throw Places.moved(Places.text(outer), moved, outer);
        }
        return pattern.test(f, value);
    }

    private static void takeAll(Pattern[] patterns, Object value, int first, Trail trail) {
        for (int i = 0; i < patterns.length; i++) {
            Pattern.takePart(patterns[i], (Owner) value, first + i, trail);
        }
    }

    private static void takeInside(Owner owner, int part, Trail trail, Pattern pattern) {
        var value = owner.part(part);
        if (value instanceof Owner inner) {
            trail.passed(owner, owner instanceof VecValue ? Loans.ELEMENTS : part);
            pattern.takeParts(inner, trail);
            trail.back();
        }
    }
}
