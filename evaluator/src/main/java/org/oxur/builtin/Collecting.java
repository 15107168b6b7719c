package org.oxur.builtin;

import org.jspecify.annotations.Nullable;
import org.oxur.ast.Type;
import org.oxur.error.Site;
import org.oxur.value.Char;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.Hashing;
import org.oxur.value.Host;
import org.oxur.value.IteratorValue;
import org.oxur.value.ListValue;
import org.oxur.value.MapValue;
import org.oxur.value.Ref;
import org.oxur.value.SetValue;
import org.oxur.value.StringValue;
import org.oxur.value.Text;
import org.oxur.value.TupleValue;

/// `collect` into the collections that there are.
final class Collecting {
    private Collecting() {}

    static Object collect(Context ctx, IteratorValue it, @Nullable Object type, Site site) {
        var wanted = Args.type(type, site);
        if (wanted == null) {
            return Iterators.collect(it, ctx, site);
        }
        return collect(ctx, it, wanted.name(), wanted.type(), site);
    }

    private static Object collect(
            Context ctx, IteratorValue it, String name, Type type, Site site) {
        return switch (name) {
            case "Vec", "VecDeque", "Box", "_", "" -> Iterators.collect(it, ctx, site);
            case "HashMap", "BTreeMap", "IndexMap" -> map(ctx, it, site);
            case "HashSet", "BTreeSet", "IndexSet" -> set(ctx, it, site);
            case "String", "str" -> string(ctx, it, site);
            case "List" -> new ListValue(Iterators.collect(it, ctx, site).items());
            case "Option", "Result" -> holding(ctx, it, name, type, site);
            default ->
                    throw Args.mismatch(
                            "cannot collect into "
                                    + name
                                    + "; there are Vec, HashMap, HashSet, String, and Result or Option of these",
                            site);
        };
    }

    // Ends at the first None or Err.
    private static Object holding(
            Context ctx, IteratorValue it, String name, Type type, Site site) {
        var stopped = new EnumValue[1];
        var inside =
                new IteratorValue() {
                    @Override
                    public @Nullable Object next(Host host, Site at) {
                        var item = stopped[0] != null ? null : it.next(host, at);
                        if (item == null) {
                            return null;
                        }
                        if (!(Ref.see(item, at) instanceof EnumValue value)
                                || !value.type().name().equals(name)) {
                            throw Args.expected("elements that are " + name + "s", item, at);
                        }
                        if (value.is(EnumType.NONE) || value.is(EnumType.ERR)) {
                            stopped[0] = value;
                            return null;
                        }
                        return value.part(0);
                    }
                };
        var inner =
                type instanceof Type.Named named
                                && !named.path().segments().getLast().arguments().isEmpty()
                        ? named.path().segments().getLast().arguments().getFirst()
                        : null;
        var innerName = inner instanceof Type.Named named ? named.path().last().name() : "Vec";
        var collected =
                inner == null
                        ? Iterators.collect(inside, ctx, site)
                        : collect(ctx, inside, innerName, inner, site);
        var stop = stopped[0];
        if (stop != null) {
            return stop;
        }
        return name.equals("Option") ? EnumValue.some(collected) : EnumValue.ok(collected);
    }

    static TupleValue pair(Object item, Site site) {
        if (Ref.see(item, site) instanceof TupleValue tuple && tuple.size() == 2) {
            return tuple;
        }
        throw Args.expected("a pair `{a b}`", item, site);
    }

    static MapValue map(Context ctx, IteratorValue it, Site site) {
        var map = new MapValue();
        fill(map, ctx, it, site);
        return map;
    }

    static void fill(MapValue map, Context ctx, IteratorValue it, Site site) {
        int turn = 0;
        for (var item = it.next(ctx, site); item != null; item = it.next(ctx, site)) {
            var pair = pair(item, site);
            Hashing.checkKey(pair.part(0), ctx, site);
            map.put(pair.part(0), pair.part(1), Hashing.of(pair.part(0), ctx, site));
            if ((++turn & 1023) == 0) {
                ctx.poll(site);
                ctx.checkAllocation(64L * map.size(), site);
            }
        }
    }

    static SetValue set(Context ctx, IteratorValue it, Site site) {
        var set = new SetValue();
        fill(set, ctx, it, site);
        return set;
    }

    static void fill(SetValue set, Context ctx, IteratorValue it, Site site) {
        int turn = 0;
        for (var item = it.next(ctx, site); item != null; item = it.next(ctx, site)) {
            Hashing.checkKey(item, ctx, site);
            set.add(item, Hashing.of(item, ctx, site));
            if ((++turn & 1023) == 0) {
                ctx.poll(site);
                ctx.checkAllocation(64L * set.size(), site);
            }
        }
    }

    static StringValue string(Context ctx, IteratorValue it, Site site) {
        var string = new StringValue();
        fill(string, ctx, it, site);
        return string;
    }

    static void fill(StringValue string, Context ctx, IteratorValue it, Site site) {
        int turn = 0;
        for (var item = it.next(ctx, site); item != null; item = it.next(ctx, site)) {
            switch (Ref.see(item, site)) {
                case Char c -> string.append(c.codePoint());
                case Text text -> {
                    ctx.checkAllocation(text.length(), site);
                    string.append(text);
                }
                default -> throw Args.expected("characters or strings", item, site);
            }
            if ((++turn & 1023) == 0) {
                ctx.poll(site);
                ctx.checkAllocation(string.length(), site);
            }
        }
    }
}
