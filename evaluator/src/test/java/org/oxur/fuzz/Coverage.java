package org.oxur.fuzz;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.oxur.ast.Expr;
import org.oxur.ast.Item;
import org.oxur.ast.Lit;
import org.oxur.ast.Pat;
import org.oxur.ast.Stmt;
import org.oxur.ast.Type;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.builtin.Builtins;

/// How often each function, method and record of the tree stood in a form that gave a value.
final class Coverage {
    private static final List<Class<?>> FAMILIES =
            List.of(Item.class, Stmt.class, Expr.class, Pat.class, Type.class, Lit.class);

    private final Map<String, Integer> names = new TreeMap<>();
    private final Map<String, Integer> records = new TreeMap<>();

    void add(List<Stmt> stmts) {
        stmts.forEach(this::visit);
    }

    private void visit(Object part) {
        switch (part) {
            case List<?> parts -> parts.forEach(this::visit);
            case Record record -> {
                count(record);
                for (var component : record.getClass().getRecordComponents()) {
                    if (component.getType() != org.oxur.text.Span.class) {
                        var value = value(record, component);
                        if (value != null) {
                            visit(value);
                        }
                    }
                }
            }
            case null, default -> {}
        }
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private void count(Record record) {
        records.merge(name(record.getClass()), 1, Integer::sum);
        if (record instanceof Expr.Name(_, var path)) {
            names.merge(
                    String.join("::", path.segments().stream().map(s -> s.ident().name()).toList()),
                    1,
                    Integer::sum);
        } else if (record instanceof Expr.MethodCall call) {
            names.merge("." + call.method().name(), 1, Integer::sum);
        }
    }

    private static String name(Class<?> record) {
        var family = record.getEnclosingClass();
        return (family == null ? "" : family.getSimpleName() + ".") + record.getSimpleName();
    }

    private static void collect(Class<?> family, TreeSet<String> all) {
        if (family.isRecord()) {
            all.add(name(family));
        } else if (family.isSealed()) {
            for (var member : family.getPermittedSubclasses()) {
                collect(member, all);
            }
        }
    }

    /// One line for functions, methods, records each: how many were there, which never.
    String summary() {
        var functions = Builtins.functions().stream().map(BuiltinFunction::name).toList();
        var methods = Builtins.methodNames().stream().map(name -> "." + name).toList();
        var tree = new TreeSet<String>();
        FAMILIES.forEach(family -> collect(family, tree));
        return line("functions", functions, names)
                + line("methods", methods, names)
                + line("kinds of tree nodes", List.copyOf(tree), records);
    }

    private static String line(String what, List<String> all, Map<String, Integer> counts) {
        var missing = new ArrayList<String>();
        int rare = 0;
        for (var name : new TreeSet<>(all)) {
            int count = counts.getOrDefault(name, 0);
            if (count == 0) {
                missing.add(name);
            } else if (count < 3) {
                rare++;
            }
        }
        int size = new TreeSet<>(all).size();
        return "fuzz: %d of %d %s, %d of them once or twice; never: %s%n"
                .formatted(
                        size - missing.size(),
                        size,
                        what,
                        rare,
                        String.join(" ", missing.subList(0, Math.min(40, missing.size()))));
    }
}
