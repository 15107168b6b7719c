package org.oxur.builtin;

import org.oxur.error.Site;

/// What a built-in function does. The number of arguments was checked, and each was borrowed or
/// moved as its [Mode] says.
@FunctionalInterface
public interface Body {
    Object call(Context ctx, Object[] arguments, Site site);

    /// [#call(Context, Object[], Site)] with one argument; bodies of one parameter need no array.
    default Object call1(Context ctx, Object a, Site site) {
        return call(ctx, new Object[] {a}, site);
    }

    /// [#call(Context, Object[], Site)] with two arguments.
    default Object call2(Context ctx, Object a, Object b, Site site) {
        return call(ctx, new Object[] {a, b}, site);
    }

    @FunctionalInterface
    interface One extends Body {
        @Override
        Object call1(Context ctx, Object a, Site site);

        @Override
        default Object call(Context ctx, Object[] arguments, Site site) {
            return call1(ctx, arguments[0], site);
        }
    }

    @FunctionalInterface
    interface Two extends Body {
        @Override
        Object call2(Context ctx, Object a, Object b, Site site);

        @Override
        default Object call(Context ctx, Object[] arguments, Site site) {
            return call2(ctx, arguments[0], arguments[1], site);
        }
    }

    @FunctionalInterface
    interface Three extends Body {
        Object call3(Context ctx, Object a, Object b, Object c, Site site);

        @Override
        default Object call(Context ctx, Object[] arguments, Site site) {
            return call3(ctx, arguments[0], arguments[1], arguments[2], site);
        }
    }
}
