package org.oxur.builtin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.IntType;
import org.oxur.value.Char;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.Host;
import org.oxur.value.Integers;
import org.oxur.value.IteratorValue;
import org.oxur.value.ListValue;
import org.oxur.value.MapValue;
import org.oxur.value.Order;
import org.oxur.value.RangeValue;
import org.oxur.value.RcValue;
import org.oxur.value.RefCellValue;
import org.oxur.value.SetValue;
import org.oxur.value.StructValue;
import org.oxur.value.Text;
import org.oxur.value.VecValue;

/// Every built-in function and method, by name.
public final class Builtins {
    // One holder per receiver: what a program does not use is not even loaded.
    private static final class OfVec {
        static final Catalogue ALL = VecMethods.catalogue();
    }

    private static final class OfText {
        static final Catalogue ALL = StringMethods.catalogue();
    }

    private static final class OfMap {
        static final Catalogue ALL = MapMethods.catalogue();
    }

    private static final class OfSet {
        static final Catalogue ALL = SetMethods.setCatalogue();
    }

    private static final class OfEntry {
        static final Catalogue ALL = EntryMethods.entryCatalogue();
    }

    private static final class OfOption {
        static final Catalogue ALL = OptionMethods.catalogue();
    }

    private static final class OfResult {
        static final Catalogue ALL = ResultMethods.catalogue();
    }

    private static final class OfIterator {
        static final Catalogue ALL = IteratorMethods.catalogue();
    }

    private static final class OfRange {
        static final Catalogue ALL = AnyMethods.ranges();
    }

    private static final class OfInteger {
        static final Catalogue ALL = NumberMethods.catalogue();
    }

    private static final class OfFloat {
        static final Catalogue ALL = FloatMethods.catalogue();
    }

    private static final class OfChar {
        static final Catalogue ALL = CharMethods.catalogue();
    }

    private static final class OfBool {
        static final Catalogue ALL = AnyMethods.bools();
    }

    private static final class OfList {
        static final Catalogue ALL = AnyMethods.lists();
    }

    private static final class OfCell {
        static final Catalogue ALL = CellMethods.catalogue();
    }

    private static final class OfOrdering {
        static final Catalogue ALL = AnyMethods.orderings();
    }

    private static final class OfAny {
        static final Catalogue ALL = AnyMethods.catalogue();
    }

    private static final class Constants {
        static final Map<String, Object> ALL = TypeConstants.all();
    }

    /// All functions, those that are methods called as functions included.
    private static final class Functions {
        static final List<Catalogue> OWN =
                List.of(
                        OperatorFunctions.catalogue(),
                        CoreFunctions.catalogue(),
                        CollectionFunctions.catalogue(),
                        CoreFunctions.forms(),
                        SystemFunctions.catalogue(),
                        TypeFunctions.catalogue());
        static final Map<String, BuiltinFunction> BY_NAME = byName();
    }

    // Special forms and operators, whose method of the same name is only a method.
    private static final Set<String> NO_FUNCTIONS = Set.of("and", "or", "nth");
    private static final Set<String> CHANGE_THE_OPTION = Set.of("take", "replace", "insert");

    private Builtins() {}

    /// The function that a name means where the program has none of that name: `push!`,
    /// `String::new`, `f64::sqrt`; null when there is none.
    public static @Nullable BuiltinFunction function(String name) {
        var plain = name.startsWith("std::") ? name.substring(5) : name;
        var function = Functions.BY_NAME.get(plain);
        if (function != null || !plain.contains("::")) {
            return function;
        }
        int split = plain.indexOf("::");
        return ofType(plain.substring(0, split), plain.substring(split + 2));
    }

    // `f64::sqrt`: a method named by its type.
    private static @Nullable BuiltinFunction ofType(String type, String method) {
        var catalogue = catalogueOf(type);
        var found = catalogue == null ? null : catalogue.get(method);
        if (found == null && catalogue != null) {
            found = OfAny.ALL.get(method);
        }
        return found == null
                ? null
                : Dispatch.function(type + "::" + method, method, List.of(found));
    }

    private static @Nullable Catalogue catalogueOf(String type) {
        if (IntType.named(type) != null) {
            return OfInteger.ALL;
        }
        return switch (type) {
            case "f64", "f32" -> OfFloat.ALL;
            case "str", "String" -> OfText.ALL;
            case "Vec", "slice" -> OfVec.ALL;
            case "HashMap" -> OfMap.ALL;
            case "HashSet" -> OfSet.ALL;
            case "Option" -> OfOption.ALL;
            case "Result" -> OfResult.ALL;
            case "Iterator" -> OfIterator.ALL;
            case "char" -> OfChar.ALL;
            case "bool" -> OfBool.ALL;
            case "Ordering" -> OfOrdering.ALL;
            default -> null;
        };
    }

    /// A value with a name: `i64::MAX`, `f64::consts::PI`, `Ordering::Less`; null when there is
    /// none.
    public static @Nullable Object constant(String name) {
        return name.contains("::")
                ? Constants.ALL.get(name.startsWith("std::") ? name.substring(5) : name)
                : null;
    }

    /// The method that a value has by itself; the value will be the first argument. Null when it
    /// has none of that name.
    public static @Nullable BuiltinFunction method(Object receiver, String name) {
        return method(Host.NONE, receiver, name);
    }

    /// As [#method(Object, String)], with the methods that the program's own iterators have by
    /// implementing `Iterator`.
    public static @Nullable BuiltinFunction method(Host host, Object receiver, String name) {
        if (receiver instanceof RcValue) {
            // A handle sees through to its value, so the value's method is found when it is called.
            return throughHandle(name);
        }
        var own = own(host, receiver, name);
        return own != null ? own : OfAny.ALL.get(name);
    }

    /// Whether values of any type have a built-in method of that name.
    public static boolean isMethod(String name) {
        return OfAny.ALL.get(name) != null || Methods.BY_NAME.get(name) != null;
    }

    /// The built-in methods of that name, whatever their receivers.
    public static List<BuiltinFunction> methodsNamed(String name) {
        return Methods.NAMED.getOrDefault(name, List.of());
    }

    private static @Nullable BuiltinFunction throughHandle(String name) {
        return name.equals("clone") ? OfAny.ALL.get(name) : Methods.BY_NAME.get(name);
    }

    private static @Nullable BuiltinFunction own(Host host, Object receiver, String name) {
        return switch (receiver) {
            case VecValue _ -> OfVec.ALL.get(name);
            case Text _ -> OfText.ALL.get(name);
            case Long _ -> OfInteger.ALL.get(name);
            case Double _, Float _ -> OfFloat.ALL.get(name);
            case MapValue _ -> OfMap.ALL.get(name);
            case SetValue _ -> OfSet.ALL.get(name);
            case EnumValue value when value.type() == EnumType.OPTION -> OfOption.ALL.get(name);
            case EnumValue value when value.type() == EnumType.RESULT -> OfResult.ALL.get(name);
            case EnumValue value when value.type() == Order.ORDERING -> OfOrdering.ALL.get(name);
            case IteratorValue _ -> OfIterator.ALL.get(name);
            case RangeValue _ -> {
                var own = OfRange.ALL.get(name);
                yield own != null ? own : consuming(name);
            }
            case Char _ -> OfChar.ALL.get(name);
            case Boolean _ -> OfBool.ALL.get(name);
            case ListValue _ -> OfList.ALL.get(name);
            case RefCellValue _ -> OfCell.ALL.get(name);
            case EntryMethods.Entry _ -> OfEntry.ALL.get(name);
            case StructValue _, EnumValue _ ->
                    host.implementation(receiver, "Iterator", "next") != null
                            ? consuming(name)
                            : null;
            default -> Integers.isInteger(receiver) ? OfInteger.ALL.get(name) : null;
        };
    }

    /// As [#method(Host, Object, String)] for a method called as a function: what consumes an
    /// iterator then takes everything that can be iterated.
    static @Nullable BuiltinFunction methodForFunction(Host host, Object receiver, String name) {
        var method = method(host, receiver, name);
        return method != null || !isCollection(receiver) ? method : consuming(name);
    }

    private static boolean isCollection(Object value) {
        return switch (value) {
            case VecValue _, MapValue _, SetValue _, ListValue _ -> true;
            case EnumValue option -> option.type() == EnumType.OPTION;
            default -> false;
        };
    }

    /// Whether iterators have that method, and take what they give with it.
    public static boolean isOfIterator(String name) {
        return consuming(name) != null;
    }

    // What goes for everything that can be made an iterator.
    static @Nullable BuiltinFunction consuming(String name) {
        var method = OfIterator.ALL.get(name);
        return method != null && (method.mode(0) == Mode.MOVE || name.equals("by-ref"))
                ? method
                : null;
    }

    private static List<Catalogue> receivers() {
        return List.of(
                OfAny.ALL,
                OfInteger.ALL,
                OfFloat.ALL,
                OfBool.ALL,
                OfChar.ALL,
                OfText.ALL,
                OfVec.ALL,
                OfMap.ALL,
                OfEntry.ALL,
                OfSet.ALL,
                OfOption.ALL,
                OfResult.ALL,
                OfRange.ALL,
                OfIterator.ALL,
                OfCell.ALL,
                OfOrdering.ALL,
                OfList.ALL);
    }

    /// Methods by their own names, finding the receiver's when they are called.
    private static final class Methods {
        static final Map<String, List<BuiltinFunction>> NAMED = new LinkedHashMap<>();
        static final Map<String, BuiltinFunction> BY_NAME = new HashMap<>();

        static {
            for (var catalogue : receivers()) {
                for (var method : catalogue.all()) {
                    NAMED.computeIfAbsent(method.name(), _ -> new ArrayList<>()).add(method);
                }
            }
            NAMED.forEach(
                    (name, methods) -> BY_NAME.put(name, Dispatch.function(name, name, methods)));
        }

        private Methods() {}
    }

    private static Map<String, BuiltinFunction> byName() {
        var all = new HashMap<String, BuiltinFunction>();
        for (var catalogue : Functions.OWN) {
            for (var function : catalogue.all()) {
                if (all.put(function.name(), function) != null) {
                    throw new IllegalStateException("two built-in functions " + function.name());
                }
            }
        }
        var methods = new LinkedHashMap<String, List<BuiltinFunction>>();
        var names = new HashMap<String, String>();
        for (var catalogue : receivers()) {
            for (var method : catalogue.all()) {
                var name = functionName(catalogue, method);
                if (!NO_FUNCTIONS.contains(name) && !all.containsKey(name)) {
                    methods.computeIfAbsent(name, _ -> new ArrayList<>()).add(method);
                    names.put(name, method.name());
                }
            }
        }
        methods.forEach((name, several) ->
                all.put(name, Dispatch.function(name, names.getOrDefault(name, name), several)));
        return all;
    }

    // A function that changes its first argument says so by a `!`.
    private static String functionName(Catalogue catalogue, BuiltinFunction method) {
        boolean changes =
                !method.modes().isEmpty() && method.mode(0) == Mode.BORROW_MUT
                        || catalogue == OfOption.ALL && CHANGE_THE_OPTION.contains(method.name());
        return changes ? method.name() + "!" : method.name();
    }

    /// All functions in order of their names.
    public static Collection<BuiltinFunction> functions() {
        return new TreeMap<>(Functions.BY_NAME).values();
    }

    /// The names of all constants.
    public static Collection<String> constants() {
        return Collections.unmodifiableSet(new TreeMap<>(Constants.ALL).keySet());
    }

    /// The names of all methods of any receiver, for completion and for telling a misspelt one.
    public static Set<String> methodNames() {
        return new HashSet<>(Methods.BY_NAME.keySet());
    }

    /// A chapter of the language reference: functions that belong together.
    ///
    /// @param methods whether they are called as methods, `(.name receiver …)`
    public record Chapter(String title, boolean methods, List<BuiltinFunction> functions) {
        public Chapter {
            functions = List.copyOf(functions);
        }
    }

    /// Everything, in the order in which people should read of it.
    public static List<Chapter> chapters() {
        var chapters = new ArrayList<Chapter>();
        for (var catalogue : Functions.OWN) {
            chapters.add(new Chapter(catalogue.title(), false, List.copyOf(catalogue.all())));
        }
        for (var catalogue : receivers()) {
            chapters.add(new Chapter(catalogue.title(), true, List.copyOf(catalogue.all())));
        }
        return chapters;
    }
}
