package org.oxur.compiler.owned;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.oxur.compiler.types.Uncompilable;

/// Functions that call each other in tail position, which takes no stack: each says which is next
/// and with what, and a loop does that until one is done.
///
/// @param members the first names it
record Cycle(List<Routine> members) {
    Cycle {
        members = List.copyOf(members);
    }

    static Cycle of(List<Routine> members) throws Uncompilable {
        var first = members.getFirst();
        for (var member : members) {
            var span = member.version.tree().sig().span();
            Unify.same(member.result, first.result, span);
            if (member.parameters.stream().anyMatch(Closures::isOne)
                    || Closures.isOne(member.result)) {
                throw new Uncompilable(
                        span,
                        "it and `"
                                + (member == first ? members.getLast() : first).function.name()
                                + "` call each other in tail position, and hand over a closure");
            }
        }
        return new Cycle(members);
    }

    String name() {
        return "G" + members.getFirst().number;
    }

    /// Whether values of it refer to something that belongs to somebody else.
    boolean lends() {
        return RustTypes.lends(members.getFirst().result)
                || members.stream()
                        .anyMatch(each -> each.parameters.stream().anyMatch(RustTypes::lends));
    }

    String type() {
        return name() + (lends() ? "<'a>" : "");
    }

    private static String variant(Routine routine) {
        return "A" + routine.number;
    }

    /// What a call becomes.
    String next(Routine callee, List<Code> arguments) {
        return name()
                + "::"
                + variant(callee)
                + arguments.stream().map(Code::get).collect(Collectors.joining(", ", "(", ")"));
    }

    /// What stands before a member's function: the function that others call, and with the first
    /// one the loop.
    String head(Routine routine, List<String> names, RustTypes rust) {
        var life = lends() ? "'a " : "";
        var generics = lends() ? "<'a>" : "";
        var result = rust.name(members.getFirst().result, life);
        var out = new StringBuilder(routine == members.getFirst() ? loop(rust, life, result) : "");
        out.append("unsafe fn ").append(routine.name()).append(generics).append('(');
        for (int i = 0; i < names.size(); i++) {
            out.append(names.get(i)).append(": ");
            out.append(rust.name(routine.parameters.get(i), life)).append(", ");
        }
        out.append("c: C, d: u32) -> ").append(result).append(" {\n    ").append(run());
        out.append('(').append(name()).append("::").append(variant(routine));
        out.append(names.stream().collect(Collectors.joining(", ", "(", ")")));
        return out.append(", c, d)\n}\n#[inline]\n").toString();
    }

    private String run() {
        return "g" + members.getFirst().number;
    }

    private String loop(RustTypes rust, String life, String result) {
        var out = new StringBuilder("enum ").append(type()).append(" {\n");
        var arms = new StringBuilder();
        for (var member : members) {
            var types = new ArrayList<String>();
            var names = new ArrayList<String>();
            for (var type : member.parameters) {
                names.add("a" + types.size());
                types.add(rust.name(type, life));
            }
            out.append("    ").append(variant(member)).append('(');
            out.append(String.join(", ", types)).append("),\n");
            arms.append("        ").append(name()).append("::").append(variant(member)).append('(');
            arms.append(String.join(", ", names)).append(") => ").append(member.name());
            arms.append("b(");
            names.forEach(each -> arms.append(each).append(", "));
            arms.append("c, d),\n");
        }
        out.append("    Done(").append(result).append("),\n}\n");
        out.append("unsafe fn ").append(run()).append(lends() ? "<'a>" : "");
        out.append("(mut g: ").append(type()).append(", c: C, d: u32) -> ").append(result);
        out.append(" {\n    loop {\n        g = match g {\n").append(arms.toString().indent(4));
        out.append("            ").append(name()).append("::Done(r) => return r,\n");
        return out.append("        };\n    }\n}\n").toString();
    }
}
