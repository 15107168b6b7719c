package org.oxur.compiler.crate;

import java.util.ArrayList;
import java.util.List;

/// Prints the library that stands between Java and a crate: a function for each of the crate's,
/// which takes arguments from a buffer and writes the result to another.
final class BridgePrinter {
    private final StringBuilder out = new StringBuilder();

    private BridgePrinter() {}

    /// @param crate as Rust names it
    /// @param bridge what every such library begins with
    static String print(String crate, List<ApiFunction> functions, String bridge) {
        var printer = new BridgePrinter();
        printer.out.append(bridge);
        var table = new StringBuilder("static FUNCTIONS: &[Function] = &[on_value");
        for (int i = 0; i < functions.size(); i++) {
            printer.function(crate, functions.get(i), i + 1);
            table.append(", f").append(i + 1);
        }
        return printer.out.append(table).append("];\n").toString();
    }

    private void function(String crate, ApiFunction function, int number) {
        out.append("unsafe fn f").append(number).append("(r: &mut In, w: &mut Vec<u8>) {\n");
        var arguments = new ArrayList<String>();
        var changed = new StringBuilder();
        for (int i = 0; i < function.parameters().size(); i++) {
            var type = function.parameters().get(i);
            var name = "a" + i;
            if (type instanceof RustType.Reference(var mutable, var target)
                    && target != RustType.Plain.STR) {
                if (target instanceof RustType.Own) {
                    arguments.add(
                            (mutable ? "&mut *(" : "&*(")
                                    + name
                                    + (mutable ? " as *mut _)" : " as *const _)"));
                    out.append("    let ").append(name).append(" = u64::get(r);\n");
                    continue;
                }
                arguments.add((mutable ? "&mut " : "&") + name);
                out.append("    let mut ").append(name).append(" = ");
                out.append(take(target)).append(";\n");
                if (mutable) {
                    changed.append("    ").append(give(target, name)).append(";\n");
                }
            } else {
                arguments.add(name);
                out.append("    let ").append(name).append(" = ").append(take(type)).append(";\n");
            }
        }
        out.append("    let v = ::").append(crate);
        function.path().forEach(part -> out.append("::").append(part));
        out.append('(').append(String.join(", ", arguments)).append(");\n");
        out.append("    ").append(give(function.result(), "v")).append(";\n");
        out.append(changed).append("}\n");
    }

    /// An expression that reads a value.
    private static String take(RustType type) {
        return switch (type) {
            case RustType.Int(var integer) -> integer.rustName() + "::get(r)";
            case RustType.Float(var floating) -> floating.rustName() + "::get(r)";
            case RustType.Plain plain ->
                    switch (plain) {
                        case BOOL -> "bool::get(r)";
                        case CHAR -> "char::get(r)";
                        case UNIT -> "()";
                        case STRING -> "String::get(r)";
                        case STR -> "text(r)";
                    };
            case RustType.Sequence(var item) ->
                    "{ let n = u64::get(r) as usize; let mut v = Vec::with_capacity(n); for _ in 0..n { v.push("
                            + take(item)
                            + ") } v }";
            case RustType.Tuple(var parts) -> {
                var all = new StringBuilder("(");
                parts.forEach(part -> all.append(take(part)).append(", "));
                yield all.append(")").toString();
            }
            case RustType.Option(var item) ->
                    "if u8::get(r) == 0 { None } else { Some(" + take(item) + ") }";
            case RustType.Result(var ok, var err) ->
                    "if u8::get(r) == 0 { Ok(" + take(ok) + ") } else { Err(" + take(err) + ") }";
            case RustType.Map(var key, var value) ->
                    "{ let n = u64::get(r); let mut m = std::collections::HashMap::new(); for _ in 0..n { let k = "
                            + take(key)
                            + "; m.insert(k, "
                            + take(value)
                            + "); } m }";
            case RustType.Set(var item) ->
                    "{ let n = u64::get(r); let mut s = std::collections::HashSet::new(); for _ in 0..n { s.insert("
                            + take(item)
                            + "); } s }";
            case RustType.Boxed(var item) -> "Box::new(" + take(item) + ")";
            case RustType.Reference(_, var target) -> take(target);
            case RustType.Own _ -> "*Box::from_raw(u64::get(r) as *mut _)";
        };
    }

    /// A statement that writes a value.
    ///
    /// @param value what it is called, where it stands
    private static String give(RustType type, String value) {
        return switch (type) {
            case RustType.Int _, RustType.Float _, RustType.Plain _ -> value + ".put(w)";
            case RustType.Sequence(var item) ->
                    "{ length("
                            + value
                            + ".len(), w); for x in "
                            + value
                            + " { "
                            + give(item, "x")
                            + " } }";
            case RustType.Tuple(var parts) -> {
                var names = new StringBuilder("{ let (");
                var each = new StringBuilder();
                for (int i = 0; i < parts.size(); i++) {
                    var name = value + "_" + i;
                    names.append(name).append(", ");
                    each.append(give(parts.get(i), name)).append("; ");
                }
                yield names + ") = " + value + "; " + each + "}";
            }
            case RustType.Option(var item) ->
                    "match "
                            + value
                            + " { None => 0u8.put(w), Some(x) => { 1u8.put(w); "
                            + give(item, "x")
                            + " } }";
            case RustType.Result(var ok, var err) ->
                    "match "
                            + value
                            + " { Ok(x) => { 0u8.put(w); "
                            + give(ok, "x")
                            + " } Err(x) => { 1u8.put(w); "
                            + give(err, "x")
                            + " } }";
            case RustType.Map(var key, var item) ->
                    "{ length("
                            + value
                            + ".len(), w); for (k, x) in "
                            + value
                            + " { "
                            + give(key, "k")
                            + "; "
                            + give(item, "x")
                            + " } }";
            case RustType.Set(var item) ->
                    "{ length("
                            + value
                            + ".len(), w); for x in "
                            + value
                            + " { "
                            + give(item, "x")
                            + " } }";
            case RustType.Boxed(var item) -> "{ let x = *" + value + "; " + give(item, "x") + " }";
            // What is given by reference is copied: it lives no longer than what it is part of.
            case RustType.Reference(_, var target) ->
                    target == RustType.Plain.STR
                            ? value + ".put(w)"
                            : "{ let x = ToOwned::to_owned("
                                    + value
                                    + "); "
                                    + give(target, "x")
                                    + " }";
            case RustType.Own(_, var shows) -> (shows ? "give_shown(" : "give(") + value + ", w)";
        };
    }
}
