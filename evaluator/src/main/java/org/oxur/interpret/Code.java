package org.oxur.interpret;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Bug;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.module.Executable;
import org.oxur.module.Function;
import org.oxur.text.Span;
import org.oxur.tier.CompiledCode;
import org.oxur.tier.Promotion;
import org.oxur.tier.Tier;
import org.oxur.tier.Urgency;
import org.oxur.value.Cell;
import org.oxur.value.Ref;
import org.oxur.value.Unit;
import org.oxur.value.VecValue;

/// What Tier 0 executes of a function's version, a closure or a top-level form.
final class Code extends Executable {
    final @Nullable Function function;
    final String name;
    final int version;
    final Span span;
    final int parameters;
    final boolean rest;
    final Signal recur = new Signal();

    Node body;
    int slots;

    /// No signal ever comes out of the body: it can be executed typed.
    boolean gives;

    /// No signal ever comes out of the body, and nothing ends with it.
    boolean plain;

    @Nullable TypeTest @Nullable [] tests;
    @Nullable TypeParameters typeParameters;
    Pattern @Nullable [] patterns;
    int[] patternSlots = {};
    int[] ends = {};

    /// Slots of variables that may come to live in cells.
    final BitSet kept = new BitSet();

    @Nullable TypeTest result;
    long calls;

    /// The number of calls at which it is asked whether to compile it.
    private long look = 1;

    /// The weight of calls and turns at which it is asked.
    private long threshold = 1;

    /// Of its loops.
    private long turns;

    private boolean compileWhenCalled;
    private @Nullable Runnable build;

    /// Compiled from the nodes; null when it was not.
    @Nullable TreeCode tree;

    /// Parameters have not always been of the same kinds.
    boolean mixed;

    /// What a compiler is given: null until one is asked, and when it is through with it.
    volatile @Nullable CodeTree described;

    /// Code for certain types was thrown away, and is to be made anew.
    private boolean outdated;

    /// Arguments of the first call; null where they are not plain numbers and the like.
    @Nullable Object[] samples = {};

    Code(
            @Nullable Function function,
            String name,
            int version,
            Span span,
            int parameters,
            boolean rest,
            Node body) {
        this.function = function;
        this.name = name;
        this.version = version;
        this.span = span;
        this.parameters = parameters;
        this.rest = rest;
        this.body = body;
    }

    Tier tier() {
        var made = compiled();
        return made == null ? Tier.INTERPRETED : made.tier();
    }

    /// What executes it, for stack traces.
    String tierWord() {
        return tier().word();
    }

    /// How a closure's body is built; null for what is built anew from its tree.
    void builtBy(Runnable builder) {
        build = builder;
    }

    @Override
    public synchronized void relink() {
        var again = build;
        if (again != null) {
            body = new StaleNode(this, body.span(), again);
            tree = null;
        }
    }

    boolean accepts(int count) {
        return rest ? count >= parameters - 1 : count == parameters;
    }

    OxurPanic arityMismatch(int found, Site site) {
        return Arity.mismatch(this, found, site);
    }

    /// Counts a call.
    void called(Frame f) {
        if (++calls >= look) {
            if (calls == 1) {
                samples = FunctionCode.samples(f, parameters);
            }
            look(f.ex);
        }
    }

    /// Counts a call from compiled code; the first one never is.
    void called(Execution ex) {
        if (++calls >= look) {
            look(ex);
        }
    }

    /// Asks for compiled code when it is time.
    private void look(Execution ex) {
        var host = ex.forms();
        if (host == null || function == null) {
            look = function == null ? Long.MAX_VALUE : calls + 1;
            return;
        }
        var promotion = host.promotion();
        long weight = weight();
        threshold = promotion.nextLook(weight);
        look = threshold == Long.MAX_VALUE ? threshold : calls + threshold - weight;
        var wanted = promotion.wanted(weight);
        if (compileWhenCalled) {
            compileWhenCalled = false;
            host.background().ask(function, Tier.NATIVE, Urgency.ASKED);
        } else if (wanted != null && promotion.forced()) {
            describe();
            var job = host.background().ask(function, wanted, Urgency.ASKED);
            var _ = FunctionForms.await(ex, job, body);
        } else if (wanted != null) {
            if (tree == null) {
                describe();
                host.background().hot(function, Tier.JIT);
            }
            host.background().hot(function, wanted);
        }
    }

    /// Says what its nodes do, for a compiler in the background: nodes change while they are
    /// executed, so that is done where they are executed.
    void describe() {
        if (tree == null && described == null) {
            described = new CodeTree(this);
        }
    }

    /// Whether there is nothing more to compile for a tier.
    boolean isMade(Tier wanted) {
        boolean open = wanted == Tier.JIT && (outdated || described != null);
        return !open && tier().compareTo(wanted) >= 0;
    }

    /// What its calls and the turns of its loops weigh, in calls.
    private long weight() {
        return calls + turns / Promotion.TURNS;
    }

    /// Counts turns of a loop in it. The next call looks.
    void turned(long count) {
        turns += count;
        if (weight() >= threshold && look > calls + 1) {
            look = calls + 1;
        }
    }

    long turns() {
        return turns;
    }

    /// It shall be compiled as soon as the types of its arguments are known.
    void compileWhenCalled() {
        compileWhenCalled = calls == 0;
    }

    /// From now on, compiled code is called where it fits.
    synchronized void install(CompiledCode made) {
        if (made instanceof TreeCode tree) {
            install(tree);
            return;
        }
        if (made.forCallers() instanceof TreeCode tree) {
            install(tree);
        }
        if (body instanceof CompiledNode old
                && old.compiled().isCurrent()
                && made.tier().compareTo(old.compiled().tier()) <= 0) {
            return;
        }
        outdated = false;
        body = new CompiledNode(this, body instanceof CompiledNode old ? old.nodes() : body, made);
    }

    /// Code made from the nodes themselves fits always; where code made for certain types stands
    /// before it, only compiled callers call it.
    private void install(TreeCode tree) {
        if (!tree.isOf(nodes())) {
            return;
        }
        this.tree = tree;
        described = null;
        if (function != null && function.callers instanceof FunctionSites sites) {
            sites.link(tree);
        }
        if (!(body instanceof CompiledNode)) {
            body = new TreeNode(nodes(), tree);
        }
    }

    /// Lets compiled callers call the code made from the nodes, if there is some.
    synchronized void link(FunctionSites sites) {
        var made = tree;
        if (made != null) {
            sites.link(made);
        }
    }

    /// The compiled code is for other kinds of arguments: it is made anew for all.
    synchronized void mixed() {
        mixed = true;
        described = null;
        if (tree != null) {
            tree = null;
            if (function != null && function.callers != null) {
                function.callers.unlink();
            }
            body =
                    switch (body) {
                        case TreeNode node -> node.nodes;
                        case CompiledNode node when node.nodes() instanceof TreeNode inner ->
                                new CompiledNode(this, inner.nodes, node.compiled());
                        default -> body;
                    };
            look = calls + 1;
        }
    }

    /// The body in Tier 0; gives a value, or [Signal#TAIL_CALL].
    Object below(Frame f) {
        var nodes = nodes();
        while (true) {
            Object value;
            try {
                value = nodes.execute(f);
            } catch (Signal.Unwinding unwinding) {
                value = unwinding.signal;
            }
            if (value == recur) {
                f.ex.deeper(f, nodes);
                called(f);
                if (hasSetup()) {
                    enter(f, nodes);
                }
                continue;
            }
            if (value == Signal.RETURN) {
                value = f.ex.signalValue;
                f.ex.signalValue = Unit.UNIT;
            }
            return value;
        }
    }

    /// What Tier 0 executes.
    Node nodes() {
        return switch (body) {
            case TreeNode node -> node.nodes;
            case CompiledNode node ->
                    node.nodes() instanceof TreeNode inner ? inner.nodes : node.nodes();
            default -> body;
        };
    }

    /// What the compiled code was made from has changed: back to what stood below it, until it is
    /// made anew.
    synchronized void discard(CompiledNode of) {
        if (body == of) {
            body = of.nodes();
            outdated = true;
            look = calls + 1;
        }
    }

    /// Compiled callers come through Tier 0, too, and are counted there.
    private void withoutCode() {
        body = nodes();
        tree = null;
        if (function != null && function.callers != null) {
            function.callers.unlink();
        }
    }

    /// Back to the nodes, until it has been called as often again as it takes to be noticed.
    synchronized void demote() {
        if (body instanceof CompiledNode || body instanceof TreeNode) {
            withoutCode();
            described = null;
            threshold = Long.MAX_VALUE;
            look = Long.MAX_VALUE;
        }
    }

    /// The compiled code that is called where it fits; null when there is none.
    @Nullable CompiledCode compiled() {
        return body instanceof CompiledNode node && node.compiled().isCurrent()
                ? node.compiled()
                : tree;
    }

    boolean hasSetup() {
        return tests != null || patterns != null || typeParameters != null;
    }

    /// Checks the arguments' types and takes them apart.
    void enter(Frame f, Site site) {
        var checks = tests;
        if (checks != null) {
            for (int i = 0; i < checks.length; i++) {
                var test = checks[i];
                if (test != null) {
                    check(f, i, test, argument(site, i));
                }
            }
        }
        if (typeParameters != null) {
            typeParameters.check(f, site);
        }
        var taken = patterns;
        if (taken != null) {
            for (int i = 0; i < taken.length; i++) {
                var value = f.plain(patternSlots[i]);
                if (value == null || !taken[i].test(f.ex, value)) {
                    throw Pattern.noMatch(value == null ? Unit.UNIT : value, site);
                }
                taken[i].bind(f, value, null);
            }
        }
    }

    /// An argument of a wrong type is what is wrong, not all of the call.
    private Site argument(Site site, int parameter) {
        return site instanceof CallNode call
                        && call.goesTo(this)
                        && parameter < call.arguments.length
                        && !rest
                ? call.arguments[parameter]
                : site;
    }

    private static void check(Frame f, int slot, TypeTest test, Site site) {
        byte tag = f.tag(slot);
        if (tag == Frame.LONG && test.holdsLongs() || tag == Frame.DOUBLE && test.holdsDoubles()) {
            return;
        }
        var value = f.plain(slot);
        if (value == null) {
            throw Bug.unreachable("arguments are set before they are checked");
        }
        var checked = test.check(value, site);
        if (checked != value) {
            f.set(slot, checked);
        }
    }

    /// Puts surplus arguments into the rest parameter's vector.
    void setArguments(Frame f, Object[] arguments) {
        int fixed = rest ? parameters - 1 : parameters;
        for (int i = 0; i < fixed; i++) {
            f.set(i, arguments[i]);
        }
        if (rest) {
            var more = new VecValue();
            for (int i = fixed; i < arguments.length; i++) {
                more.add(Places.settled(arguments[i], body));
            }
            f.set(fixed, more);
        }
    }

    /// Executes the body in a frame that holds its arguments, and all that it calls in tail
    /// position. Gives a value, never a signal.
    Object run(Frame first, Site site) {
        return run(first, null, site);
    }

    /// As [#run(Frame, Site)], of what this code, which was compiled, called in tail position.
    Object afterTail(Execution ex, Site site) {
        var code = java.util.Objects.requireNonNull(ex.tailCode);
        var f = java.util.Objects.requireNonNull(ex.tailFrame);
        ex.deeper(f, site);
        return code.run(f, result == null ? null : new Pending(result, null), site);
    }

    private Object run(Frame first, @Nullable Pending waiting, Site site) {
        Code code = this;
        Frame f = first;
        Pending pending = waiting;
        // Where the arguments stand.
        Site from = site;
        var ex = first.ex;
        try {
            while (true) {
                code.called(f);
                if (code.hasSetup()) {
                    code.enter(f, from);
                }
                Object value;
                try {
                    value = code.body.execute(f);
                } catch (Signal.Unwinding unwinding) {
                    value = unwinding.signal;
                }
                if (value == code.recur) {
                    ex.deeper(f, site);
                    f.grow(code.slots);
                    if (from instanceof CallNode call) {
                        // They stand at the `recur`, wherever that is.
                        from = call::span;
                    }
                    continue;
                }
                code.leave(f);
                if (value == Signal.TAIL_CALL) {
                    if (code.result != null && !isPending(code.result, pending)) {
                        pending = new Pending(code.result, pending);
                    }
                    code = java.util.Objects.requireNonNull(ex.tailCode);
                    f = java.util.Objects.requireNonNull(ex.tailFrame);
                    from = java.util.Objects.requireNonNull(ex.tailSite);
                    ex.deeper(f, site);
                    continue;
                }
                if (value == Signal.RETURN) {
                    value = ex.signalValue;
                    ex.signalValue = Unit.UNIT;
                }
                value = code.finish(value, site);
                for (var p = pending; p != null; p = p.next) {
                    value = p.test.check(value, site);
                }
                return value;
            }
        } catch (OxurPanic panic) {
            throw Steps.failed(panic, code, site);
        } catch (StackOverflowError e) {
            throw ex.overflow(site);
        }
    }

    private record Pending(TypeTest test, @Nullable Pending next) {}

    /// Functions that tail-call each other for ever are as many as they are: each is noted once.
    private static boolean isPending(TypeTest test, @Nullable Pending pending) {
        for (var p = pending; p != null; p = p.next) {
            if (p.test == test) {
                return true;
            }
        }
        return false;
    }

    /// What was lent of the parameters ends with the call.
    void leave(Frame f) {
        for (int slot : ends) {
            if (f.tag(slot) == Frame.CELL) {
                ((Cell) f.object(slot)).end(span);
            }
        }
    }

    /// The value as the function gives it.
    Object finish(Object value, Site site) {
        var settled = value instanceof Ref ? Places.settled(value, site) : value;
        return result == null ? settled : result.check(settled, body);
    }
}
