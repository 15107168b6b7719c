package org.oxur.compiler.owned;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.compiler.types.Uncompilable;

/// `if` and `match`: arms of which one is taken.
final class Branches {
    private final Lowering lowering;

    Branches(Lowering lowering) {
        this.lowering = lowering;
    }

    private Code condition(Expr test) throws Uncompilable {
        return lowering.value(test, Ty.Basic.BOOL);
    }

    private static String arm(Code code, boolean used) {
        return used ? code.get() : code.get() + ";";
    }

    Code branch(Expr.If branch, @Nullable Ty expected, boolean used, boolean tail)
            throws Uncompilable {
        var test = condition(branch.test());
        var otherwise = branch.otherwise();
        if (otherwise == null || !used) {
            var then = lowering.expr(branch.then(), null, false, tail);
            var other = otherwise == null ? null : lowering.expr(otherwise, null, false, tail);
            boolean never = then.never() && other != null && other.never();
            return Code.value(
                    never ? Ty.Basic.NEVER : Ty.Basic.UNIT,
                    () ->
                            "if "
                                    + test.get()
                                    + " { "
                                    + then.get()
                                    + "; }"
                                    + (other == null ? "" : " else { " + other.get() + "; }"));
        }
        var arms =
                lowering.join(
                        List.of(
                                lowering.expr(branch.then(), expected, true, tail),
                                lowering.expr(otherwise, expected, true, tail)),
                        branch.span());
        return Code.value(
                common(arms),
                () ->
                        "(if "
                                + test.get()
                                + " { "
                                + arms.getFirst().get()
                                + " } else { "
                                + arms.getLast().get()
                                + " })");
    }

    private static Ty common(List<Code> codes) {
        for (var code : codes) {
            if (!code.never()) {
                return code.type();
            }
        }
        return Ty.Basic.NEVER;
    }

    Code match(Expr.Match match, @Nullable Ty expected, boolean used, boolean tail)
            throws Uncompilable {
        var value = lowering.value(match.value());
        if (value.never()) {
            return value;
        }
        boolean again = value.place() && Places.isSimple(match.value());
        var name = lowering.temporary();
        var subject = again ? value : Code.place(value.type(), () -> name);
        var tests = new ArrayList<Patterns.Test>();
        var guards = new ArrayList<@Nullable Code>();
        var bodies = new ArrayList<Code>();
        boolean complete = false;
        for (var arm : match.arms()) {
            var test = lowering.patterns.test(arm.pat(), subject);
            tests.add(test);
            guards.add(arm.guard() == null ? null : condition(arm.guard()));
            bodies.add(lowering.expr(arm.body(), expected, used, tail));
            complete |= test.always() && arm.guard() == null;
        }
        var arms = used ? lowering.join(bodies, match.span()) : bodies;
        var outside = "'m" + lowering.temporary();
        int point = lowering.whole.point(new Point.NoMatch(match.span(), value.type()));
        boolean total = complete;
        var type = common(arms);
        return Code.value(
                used || type == Ty.Basic.NEVER ? type : Ty.Basic.UNIT,
                () -> {
                    var out = new StringBuilder("{ ");
                    if (!again) {
                        out.append("let mut ")
                                .append(name)
                                .append(lowering.patterns.typed(value.type()))
                                .append(value.get())
                                .append("; ");
                    }
                    out.append(outside).append(": { ");
                    for (int i = 0; i < arms.size(); i++) {
                        var inside = outside + "a" + i;
                        var guard = guards.get(i);
                        out.append(inside).append(": { ");
                        out.append(tests.get(i).text().apply("break " + inside));
                        if (guard != null) {
                            out.append("if !(").append(guard.get()).append(") { break ");
                            out.append(inside).append("; } ");
                        }
                        if (used) {
                            out.append("break ").append(outside).append(' ');
                            out.append(arms.get(i).get()).append("; } ");
                        } else {
                            out.append(arm(arms.get(i), false)).append(" break ");
                            out.append(outside).append("; } ");
                        }
                    }
                    return out.append(
                                    total ? "unreachable()" : Macros.trapWith(point, subject.get()))
                            .append(" } }")
                            .toString();
                });
    }
}
