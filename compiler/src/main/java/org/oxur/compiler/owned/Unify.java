package org.oxur.compiler.owned;

import org.oxur.compiler.types.Uncompilable;
import org.oxur.text.Span;

/// Makes two types one, learning what variables are.
final class Unify {
    private Unify() {}

    static void same(Ty a, Ty b, Span span) throws Uncompilable {
        if (!unify(a, b)) {
            throw new Uncompilable(span, "it is " + a.shown() + " or " + b.shown());
        }
    }

    private static boolean unify(Ty left, Ty right) {
        var a = left.known();
        var b = right.known();
        if (a == b) {
            return true;
        }
        if (a instanceof Ty.Var variable) {
            return bind(variable, b);
        }
        if (b instanceof Ty.Var variable) {
            return bind(variable, a);
        }
        if (a.parts().isEmpty() || b.parts().isEmpty()) {
            return a.equals(b);
        }
        if (a.getClass() != b.getClass()
                || a.parts().size() != b.parts().size()
                || a instanceof Ty.Ref(var mutable, _)
                        && b instanceof Ty.Ref(var other, _)
                        && mutable != other
                || a instanceof Ty.Named(var nominal, _)
                        && b instanceof Ty.Named(var named, _)
                        && nominal != named) {
            return false;
        }
        for (int i = 0; i < a.parts().size(); i++) {
            if (!unify(a.parts().get(i), b.parts().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean bind(Ty.Var variable, Ty type) {
        if (type == Ty.Basic.NEVER || type.any(part -> part == variable)) {
            return false;
        }
        variable.bound = type;
        return true;
    }
}
