package org.oxur.interpret;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.ast.Block;
import org.oxur.ast.Datum;
import org.oxur.ast.Expr;
import org.oxur.ast.FloatType;
import org.oxur.ast.FnArg;
import org.oxur.ast.Generics;
import org.oxur.ast.Ident;
import org.oxur.ast.Lit;
import org.oxur.ast.Pat;
import org.oxur.ast.Path;
import org.oxur.ast.Signature;
import org.oxur.ast.Stmt;
import org.oxur.ast.Type;
import org.oxur.error.Bug;
import org.oxur.error.OxurPanic;
import org.oxur.error.ReadError;
import org.oxur.error.ResolveError;
import org.oxur.module.Function;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.resolve.Facts;
import org.oxur.resolve.Resolver;
import org.oxur.resolve.Variable;
import org.oxur.text.Span;
import org.oxur.value.Char;
import org.oxur.value.FormatString;
import org.oxur.value.Hashing;
import org.oxur.value.Keyword;
import org.oxur.value.ListValue;
import org.oxur.value.MapValue;
import org.oxur.value.StrLiteral;
import org.oxur.value.Symbol;
import org.oxur.value.TupleValue;
import org.oxur.value.TypeValue;
import org.oxur.value.Unit;
import org.oxur.value.VecValue;

/// Makes the nodes of one function, closure or top-level form from its tree.
///
/// An expression is built for a position: where its parent waits for a value, nothing but a value
/// may come out of it; where control flows on, a [Signal] may; in tail position calls may be tail
/// calls. The *barrier* is the innermost loop that a signal can no longer reach by flowing.
final class Builder {
    final Registry registry;
    final Module module;
    final Facts facts;
    final Types types;
    private final PatternBuilder patterns;
    private final CallBuilder calls;
    private final OwnOperators own;

    /// What the function declares that it gives; null if nothing.
    private final @Nullable Type output;

    private final Signal functionRecur;
    private int[] parameterSlots = {};
    private int slots;

    /// Loops around the place that is being built, the function itself as the first.
    private final List<Loop> loops = new ArrayList<>();

    private int barrier;
    private boolean tail;

    /// A signal may leave the body.
    private boolean signals;

    /// Variables in scope that may be lent, and the types of annotated ones.
    final List<Integer> lent = new ArrayList<>();

    final Map<Variable, TypeTest> annotated = new IdentityHashMap<>();

    /// @param label null if it has none
    /// @param recur null for loops that `recur` does not mean
    private record Loop(
            @Nullable Ident label, LoopSignals signals, @Nullable Signal recur, int[] slots) {}

    private Builder(
            Registry registry,
            Module module,
            Facts facts,
            Types types,
            @Nullable Type output,
            Signal functionRecur,
            int slots) {
        this.registry = registry;
        this.module = module;
        this.facts = facts;
        this.types = types;
        this.output = output;
        this.functionRecur = functionRecur;
        this.slots = slots;
        this.patterns = new PatternBuilder(this);
        this.calls = new CallBuilder(this);
        this.own = new OwnOperators(registry, module);
        loops.add(new Loop(null, new LoopSignals(), functionRecur, parameterSlots));
    }

    // Functions

    static Code function(Function function, Registry registry) {
        var version = function.current();
        var sig = version.tree().sig();
        var facts =
                Resolver.function(
                        sig.inputs(),
                        version.tree().body(),
                        new CallModes(registry, function.module()));
        var types =
                new Types(registry, function.module(), Set.of(), selfType(function))
                        .with(sig.generics())
                        .with(outerGenerics(function));
        var code =
                new Code(
                        function,
                        function.name(),
                        version.number(),
                        sig.span(),
                        sig.inputs().size(),
                        sig.hasRest(),
                        BlockNode.empty(sig.span()));
        var builder =
                new Builder(
                        registry,
                        function.module(),
                        facts,
                        types,
                        sig.output(),
                        code.recur,
                        facts.frames().slots());
        builder.parameters(code, sig.inputs());
        builder.finish(code, version.tree().body(), sig);
        return code;
    }

    /// Names that a method's `impl` makes generic are not known to its own tree: any capital letter
    /// that names no type will do.
    private static Generics outerGenerics(Function function) {
        return Implementations.generics(function);
    }

    private static @Nullable Type selfType(Function function) {
        return Implementations.self(function);
    }

    private void finish(Code code, Block body, Signature sig) {
        tail = true;
        code.body = block(body, Use.TAKE);
        complete(code, sig.output());
    }

    private void complete(Code code, @Nullable Type declared) {
        code.slots = slots;
        code.plain = !signals && code.ends.length == 0;
        if (declared != null) {
            var test = types.test(declared);
            if (test != TypeTest.ANY) {
                code.result = test;
                code.body = code.body.adapted(test);
            }
        }
    }

    private void parameters(Code code, List<FnArg> inputs) {
        parameterSlots = new int[inputs.size()];
        var tests = new @Nullable TypeTest[inputs.size()];
        boolean any = false;
        var taken = new ArrayList<Pattern>();
        var takenSlots = new ArrayList<Integer>();
        var ends = new ArrayList<Integer>();
        for (int i = 0; i < inputs.size(); i++) {
            parameterSlots[i] = i;
            Pat pat = null;
            switch (inputs.get(i)) {
                case FnArg.Receiver receiver -> noteLent(facts.variable(receiver), ends);
                case FnArg.Typed(_, var p, var type) -> {
                    pat = p;
                    if (type != null) {
                        tests[i] = types.test(type);
                    }
                }
                case FnArg.Rest(_, var p) -> pat = p;
            }
            while (pat instanceof Pat.Typed typed) {
                tests[i] = types.test(typed.type());
                pat = typed.pat();
            }
            if (pat instanceof Pat.Reference(_, var mutable, Pat.Binding binding)
                    && binding.subpat() == null) {
                tests[i] = new TypeTest.OfReference(mutable, TypeTest.ANY);
                pat = binding;
            }
            if (pat instanceof Pat.Binding binding && binding.subpat() == null) {
                var variable = facts.variable(binding);
                noteLent(variable, ends);
                var test = tests[i];
                if (variable != null && test != null) {
                    annotated.put(variable, test);
                }
            } else if (pat != null && !(pat instanceof Pat.Wild)) {
                taken.add(patterns.build(pat, ends));
                takenSlots.add(i);
            }
            if (tests[i] == TypeTest.ANY) {
                tests[i] = null;
            }
            any |= tests[i] != null;
        }
        if (any) {
            code.tests = tests;
        }
        if (!taken.isEmpty()) {
            code.patterns = taken.toArray(new Pattern[0]);
            code.patternSlots = takenSlots.stream().mapToInt(Integer::intValue).toArray();
        }
        code.ends = ends.stream().mapToInt(Integer::intValue).toArray();
        lent.addAll(ends);
        loops.set(0, new Loop(null, new LoopSignals(), functionRecur, parameterSlots));
    }

    private static void noteLent(@Nullable Variable variable, List<Integer> ends) {
        if (variable != null && variable.lent()) {
            ends.add(variable.slot());
        }
    }

    /// A statement at the top level, to be executed once.
    static Code topLevel(Stmt.Evaluation stmt, Registry registry, Module module) {
        var facts = Resolver.topLevel(stmt, new CallModes(registry, module));
        return expression(stmt.expr(), facts, registry, module, Use.READ);
    }

    /// The value of a static or constant.
    static Code value(Expr expr, Registry registry, Module module) {
        return expression(
                expr,
                Resolver.expression(expr, new CallModes(registry, module)),
                registry,
                module,
                Use.TAKE);
    }

    private static Code expression(
            Expr expr, Facts facts, Registry registry, Module module, Use use) {
        var code =
                new Code(
                        null,
                        "<top level>",
                        0,
                        expr.span(),
                        0,
                        false,
                        BlockNode.empty(expr.span()));
        var types = new Types(registry, module, Set.of(), null);
        var builder =
                new Builder(
                        registry, module, facts, types, null, code.recur, facts.frames().slots());
        code.body = builder.value(expr, use);
        code.slots = builder.slots;
        return code;
    }

    private Node closure(Expr.Closure closure) {
        var frames = facts.frames(closure);
        var name = closure.name() == null ? "<closure>" : closure.name().name();
        var code =
                new Code(
                        null,
                        name,
                        0,
                        closure.span(),
                        closure.inputs().size(),
                        !closure.inputs().isEmpty()
                                && closure.inputs().getLast() instanceof FnArg.Rest,
                        BlockNode.empty(closure.span()));
        var inside =
                new Builder(
                        registry,
                        module,
                        facts,
                        types,
                        closure.output(),
                        code.recur,
                        frames.slots());
        inside.annotated.putAll(annotated);
        inside.parameters(code, closure.inputs());
        inside.tail = true;
        code.body = inside.expr(closure.body(), Use.TAKE);
        inside.complete(code, closure.output());
        var captures = frames.captures();
        var inner = captures.toArray(new Variable[0]);
        var outer = new LocalNode[inner.length];
        for (int i = 0; i < inner.length; i++) {
            outer[i] =
                    LocalNode.of(
                            closure.span(), Objects.requireNonNull(inner[i].captured()), Use.READ);
        }
        var self = frames.self();
        return new ClosureNode(
                closure.span(),
                code,
                inner,
                outer,
                self == null ? -1 : self.slot(),
                closure.move());
    }

    int temporary() {
        return slots++;
    }

    // Positions

    /// Where the parent waits for a value.
    Node value(Expr expr, Use use) {
        int barrierBefore = barrier;
        boolean tailBefore = tail;
        barrier = loops.size();
        tail = false;
        var node = expr(expr, use);
        barrier = barrierBefore;
        tail = tailBefore;
        return node;
    }

    Node[] values(List<Expr> exprs, Use use) {
        var nodes = new Node[exprs.size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = value(exprs.get(i), use);
        }
        return nodes;
    }

    /// Where control flows on, but not in tail position.
    private Node flowing(Expr expr, Use use) {
        boolean tailBefore = tail;
        tail = false;
        var node = expr(expr, use);
        tail = tailBefore;
        return node;
    }

    boolean isTail() {
        return tail && barrier == 0;
    }

    void mayTailCall() {
        signals = true;
    }

    /// Whether a signal to a loop (or, at 0, to the function) can flow there from here.
    private boolean flowsTo(int loop) {
        return loop >= barrier;
    }

    /// What is in scope now, for nodes that are built later.
    Runnable snapshot() {
        var savedLoops = List.copyOf(loops);
        var savedLent = List.copyOf(lent);
        return () -> {
            loops.clear();
            loops.addAll(savedLoops);
            lent.clear();
            lent.addAll(savedLent);
            barrier = loops.size();
            tail = false;
        };
    }

    int[] lentSlots() {
        return lent.stream().mapToInt(Integer::intValue).toArray();
    }

    // Blocks

    Node block(Block block, Use use) {
        int before = lent.size();
        var stmts = block.stmts();
        var nodes = new ArrayList<Node>();
        Node last = null;
        for (int i = 0; i < stmts.size(); i++) {
            boolean isLast = i == stmts.size() - 1;
            switch (stmts.get(i)) {
                case Stmt.Local local -> nodes.add(local(local));
                case Stmt.Definition(_, var item) ->
                        nodes.add(new DefineNode(item.span(), item, registry, module));
                case Stmt.Evaluation(_, var expr, var semi) -> {
                    if (isLast && !semi) {
                        last = expr(expr, use);
                    } else {
                        nodes.add(flowing(expr, Use.READ));
                    }
                }
            }
        }
        var ends = ended(before);
        if (last == null) {
            last = BlockNode.empty(block.span());
        }
        if (nodes.isEmpty() && ends.length == 0) {
            return last;
        }
        return new BlockNode(block.span(), nodes.toArray(new Node[0]), last, ends);
    }

    /// The slots of variables that go out of scope and may have been lent.
    private int[] ended(int before) {
        var ends = new int[lent.size() - before];
        for (int i = ends.length - 1; i >= 0; i--) {
            ends[i] = lent.removeLast();
        }
        return ends;
    }

    private Node local(Stmt.Local local) {
        var init = local.init();
        var pat = local.pat();
        TypeTest type = local.type() == null ? null : types.test(local.type());
        while (pat instanceof Pat.Typed typed) {
            type = types.test(typed.type());
            pat = typed.pat();
        }
        if (init == null) {
            return BlockNode.empty(local.span());
        }
        if (pat instanceof Pat.Binding binding && binding.subpat() == null) {
            var value = flowing(init, Use.TAKE);
            var variable = Objects.requireNonNull(facts.variable(binding));
            if (type != null) {
                annotated.put(variable, type);
            }
            noteLent(variable, lent);
            return new LetNode(local.span(), variable.slot(), value, type);
        }
        var value = flowing(init, Use.READ);
        var pattern = patterns.build(pat, lent);
        return new LetPatternNode(local.span(), pattern, value, type);
    }

    // Expressions

    Node expr(Expr expr, Use use) {
        return switch (expr) {
            case Expr.Literal(var span, var lit) -> literal(span, lit);
            case Expr.Name name -> name(name, use);
            case Expr.Vec(var span, var items) -> new VecNode(span, values(items, Use.TAKE));
            case Expr.Tuple(var span, var parts) ->
                    parts.isEmpty()
                            ? new ConstantNode(span, Unit.UNIT)
                            : new TupleNode(span, values(parts, Use.TAKE));
            case Expr.Map(var span, var entries) ->
                    new MapNode(
                            span,
                            values(entries.stream().map(Expr.MapEntry::key).toList(), Use.TAKE),
                            values(entries.stream().map(Expr.MapEntry::value).toList(), Use.TAKE));
            case Expr.Struct(var span, var path, var fields, var rest) ->
                    new StructNode(
                            span,
                            link(path),
                            fields.stream().map(f -> f.ident().name()).toList(),
                            values(fields.stream().map(Expr.FieldValue::value).toList(), Use.TAKE),
                            rest == null ? null : value(rest, Use.READ));
            case Expr.Range(var span, var from, var to, var inclusive) ->
                    new RangeNode(
                            span,
                            from == null ? null : value(from, Use.TAKE),
                            to == null ? null : value(to, Use.TAKE),
                            inclusive);
            case Expr.Quote(var span, var datum) -> quote(span, datum);
            case Expr.Template(var span, var shape, var parts) -> {
                var splice = new boolean[parts.size()];
                for (int i = 0; i < splice.length; i++) {
                    splice[i] = parts.get(i).splice();
                }
                yield new TemplateNode(
                        span,
                        shape,
                        values(parts.stream().map(Expr.Part::value).toList(), Use.READ),
                        splice);
            }
            case Expr.Unary unary -> unary(unary, use);
            case Expr.Binary binary -> binary(binary, use);
            case Expr.Comparison comparison -> {
                var call = own.call(comparison);
                yield call != null
                        ? calls.call(call, use)
                        : new ComparisonNode(
                                comparison.span(),
                                comparison.op(),
                                values(comparison.operands(), Use.READ));
            }
            case Expr.Cast(var span, var value, var type) ->
                    new CastNode(span, value(value, Use.READ), typeName(type), types.test(type));
            case Expr.Reference(var span, var mutable, var place) ->
                    new ReferenceNode(span, mutable, value(place, Use.READ));
            case Expr.Try attempt -> attempt(attempt);
            case Expr.Field(var span, var base, var field) ->
                    new FieldNode(span, value(base, Use.READ), field.name(), use);
            case Expr.TupleField(var span, var base, var index) ->
                    new TupleFieldNode(span, value(base, Use.READ), index, use);
            case Expr.Index element -> {
                var call = own.call(element);
                yield call != null ? calls.call(call, use) : index(element, use);
            }
            case Expr.Assign(var span, var place, var value) -> assign(span, place, value);
            case Expr.AssignOp(var span, var op, var place, var value) ->
                    assignOp(span, op, place, value);
            case Expr.Call call -> calls.call(call, use);
            case Expr.MethodCall call -> calls.method(call);
            case Expr.Closure closure -> closure(closure);
            case Expr.Macro macro -> macro(macro);
            case Expr.BlockExpr(var span, var label, var block) ->
                    label == null ? block(block, use) : labelled(span, label, block, use);
            case Expr.If(var span, var test, var then, var otherwise) -> {
                var condition = value(test, Use.READ);
                yield new IfNode(
                        span,
                        condition,
                        expr(then, use),
                        otherwise == null ? null : expr(otherwise, use));
            }
            case Expr.Match match -> match(match, use);
            case Expr.While(var span, var label, var test, var body) ->
                    whileLoop(span, label, test, body);
            case Expr.Loop(var span, var label, var body) -> whileLoop(span, label, null, body);
            case Expr.ForLoop loop -> forLoop(loop);
            case Expr.RecurLoop loop -> recurLoop(loop, use);
            case Expr.Recur(var span, var arguments) -> recur(span, arguments);
            case Expr.Break(var span, var label, var value) -> leave(span, label, value);
            case Expr.Continue(var span, var label) -> next(span, label);
            case Expr.Return(var span, var value) -> {
                signals = true;
                yield new SignalNode(
                        span,
                        Signal.RETURN,
                        value == null ? null : value(value, Use.TAKE),
                        flowsTo(0));
            }
        };
    }

    static String typeName(Type type) {
        return type instanceof Type.Named(_, var path) ? path.last().name() : "";
    }

    private static Node literal(Span span, Lit lit) {
        return lit instanceof Lit.Int number
                ? new IntLiteralNode(span, number)
                : new ConstantNode(span, constant(lit, span));
    }

    static Object constant(Lit lit, Span span) {
        return switch (lit) {
            case Lit.Int number -> new IntLiteralNode(span, number).value();
            case Lit.Float(var value, var type) ->
                    type == FloatType.F64 ? (Object) value : (Object) (float) value;
            case Lit.Bool(var value) -> value;
            case Lit.Char(var codePoint) -> new Char(codePoint);
            case Lit.Str(var value) -> StrLiteral.of(value);
            case Lit.Unit() -> Unit.UNIT;
            case Lit.Keyword(var name) -> Keyword.of(name);
        };
    }

    private static Node quote(Span span, Datum datum) {
        var value = datum(datum);
        return datum instanceof Datum.Sequence
                ? new QuoteNode(span, value)
                : new ConstantNode(span, value);
    }

    private static Object datum(Datum datum) {
        return switch (datum) {
            case Datum.Atom(var span, var lit) -> constant(lit, span);
            case Datum.Symbol symbol -> Symbol.of(symbol.name(), symbol.mark());
            case Datum.Sequence(_, var shape, var data) -> {
                var items = new ArrayList<Object>(data.size());
                for (var item : data) {
                    items.add(datum(item));
                }
                yield switch (shape) {
                    case LIST -> new ListValue(items);
                    case VEC -> VecValue.of(items);
                    case TUPLE -> TupleValue.of(items);
                    case MAP -> {
                        var map = new MapValue();
                        for (int i = 0; i + 1 < items.size(); i += 2) {
                            map.put(items.get(i), items.get(i + 1), Hashing.KEYS);
                        }
                        yield map;
                    }
                };
            }
        };
    }

    NameLink link(Path path) {
        return new NameLink(registry, module, path);
    }

    private Node name(Expr.Name name, Use use) {
        var variable = facts.variable(name);
        if (variable == null) {
            return new GlobalNode(name.span(), link(name.path()), use);
        }
        var how = use != Use.READ && facts.isLastUse(name) ? Use.TAKE_LAST : use;
        return LocalNode.of(name.span(), variable, how);
    }

    private Node unary(Expr.Unary unary, Use use) {
        var call = own.call(unary);
        if (call != null) {
            return calls.call(call, use);
        }
        var operand = value(unary.operand(), Use.READ);
        return switch (unary.op()) {
            case DEREF -> new DerefNode(unary.span(), operand, use);
            case NOT, NEG -> new UnaryNode(unary.span(), unary.op() == Expr.UnOp.NOT, operand);
        };
    }

    private IndexNode index(Expr.Index element, Use use) {
        return new IndexNode(
                element.span(),
                value(element.base(), Use.READ),
                value(element.index(), Use.READ),
                use);
    }

    private Node binary(Expr.Binary binary, Use use) {
        var span = binary.span();
        var call = own.call(binary);
        if (call != null) {
            return calls.call(call, use);
        }
        if (binary.op() == BinOp.AND || binary.op() == BinOp.OR) {
            return new LogicNode(
                    span,
                    binary.op() == BinOp.AND,
                    value(binary.left(), Use.READ),
                    expr(binary.right(), use));
        }
        return operation(
                span, binary.op(), value(binary.left(), Use.READ), value(binary.right(), Use.READ));
    }

    private static BinaryNode operation(Span span, BinOp op, Node left, Node right) {
        return switch (op) {
            case ADD -> new AddNode(span, left, right);
            case SUB -> new SubNode(span, left, right);
            case MUL -> new MulNode(span, left, right);
            case DIV -> new DivNode(span, left, right);
            case REM -> new RemNode(span, left, right);
            case BIT_AND, BIT_OR, BIT_XOR, SHL, SHR -> new BitsNode(span, op, left, right);
            case EQ -> new EqNode(span, left, right);
            case NE -> new NeNode(span, left, right);
            case LT -> new LtNode(span, left, right);
            case LE -> new LeNode(span, left, right);
            case GT -> new GtNode(span, left, right);
            case GE -> new GeNode(span, left, right);
            case AND, OR -> throw Bug.unreachable("logic has nodes of its own");
        };
    }

    private Node attempt(Expr.Try attempt) {
        signals = true;
        TypeTest error = null;
        String key = null;
        if (output instanceof Type.Named(_, var path)
                && path.last().name().equals("Result")
                && path.segments().getLast().arguments().size() == 2) {
            var type = path.segments().getLast().arguments().get(1);
            error = types.test(type);
            key = types.key(type);
        }
        return new TryNode(
                attempt.span(), value(attempt.value(), Use.TAKE), flowsTo(0), error, key);
    }

    private PlaceNode place(Expr expr) {
        // A place is no call: there an operator of the program's own has no say.
        var node =
                switch (expr) {
                    case Expr.Index element -> index(element, Use.READ);
                    case Expr.Unary(var span, var op, var operand) when op == Expr.UnOp.DEREF ->
                            new DerefNode(span, value(operand, Use.READ), Use.READ);
                    default -> value(expr, Use.READ);
                };
        if (node instanceof PlaceNode place) {
            return place;
        }
        throw new OxurPanic(
                new ReadError.Malformed(
                        expr.span(),
                        "only a place can be set: a name, a field, an element, what a reference points at"));
    }

    private Node assign(Span span, Expr target, Expr value) {
        var place = place(target);
        var type = place instanceof LocalNode local ? annotated.get(local.variable) : null;
        return new AssignNode(span, place, flowing(value, Use.TAKE), type);
    }

    private Node assignOp(Span span, BinOp op, Expr target, Expr value) {
        var place = place(target);
        if (place instanceof LocalNode local) {
            return new AssignOpNode(
                    span, local, operation(span, op, local, value(value, Use.READ)));
        }
        return new AssignOpPartNode(span, op, place, value(value, Use.READ));
    }

    private Node match(Expr.Match match, Use use) {
        var value = value(match.value(), Use.READ);
        int count = match.arms().size();
        var patternNodes = new Pattern[count];
        var guards = new @Nullable Node[count];
        var bodies = new Node[count];
        for (int i = 0; i < count; i++) {
            var arm = match.arms().get(i);
            int before = lent.size();
            patternNodes[i] = patterns.build(arm.pat(), lent);
            guards[i] = arm.guard() == null ? null : value(arm.guard(), Use.READ);
            var body = expr(arm.body(), use);
            var ends = ended(before);
            bodies[i] =
                    ends.length == 0 ? body : new BlockNode(arm.span(), new Node[0], body, ends);
        }
        return new MatchNode(match.span(), value, patternNodes, guards, bodies);
    }

    private Node macro(Expr.Macro macro) {
        var arguments = macro.arguments();
        int testedCount =
                switch (macro.macro()) {
                    case ASSERT -> 1;
                    case ASSERT_EQ, ASSERT_NE -> 2;
                    case DBG, TIME -> arguments.size();
                    default -> 0;
                };
        testedCount = Math.min(testedCount, arguments.size());
        var use =
                macro.macro() == Expr.KnownMacro.DBG || macro.macro() == Expr.KnownMacro.TIME
                        ? Use.TAKE
                        : Use.READ;
        var tested = values(arguments.subList(0, testedCount), use);
        var rest = arguments.subList(testedCount, arguments.size());
        FormatString format = null;
        if (!rest.isEmpty()) {
            if (rest.getFirst() instanceof Expr.Literal(_, Lit.Str(var text))) {
                format = FormatString.parse(text);
                rest = rest.subList(1, rest.size());
            } else {
                format = FormatString.parse("{}");
            }
        }
        var names = new ArrayList<String>();
        var nodes = new ArrayList<Node>();
        for (var argument : macro.named()) {
            names.add(argument.name());
            nodes.add(value(argument.value(), Use.READ));
        }
        if (format != null) {
            var variables = facts.formatNames(macro);
            for (var name : format.names()) {
                if (!names.contains(name)) {
                    var variable = variables.get(name);
                    names.add(name);
                    nodes.add(
                            variable != null
                                    ? LocalNode.of(macro.span(), variable, Use.READ)
                                    : new GlobalNode(
                                            macro.span(),
                                            link(Path.of(new Ident(macro.span(), name))),
                                            Use.READ));
                }
            }
        }
        return new MacroNode(
                macro.span(),
                macro.macro(),
                format,
                tested,
                values(rest, Use.READ),
                names.toArray(new String[0]),
                nodes.toArray(new Node[0]));
    }

    // Loops

    private Node labelled(Span span, Ident label, Block block, Use use) {
        var loop = new Loop(label, new LoopSignals(), null, new int[0]);
        loops.add(loop);
        boolean tailBefore = tail;
        tail = false;
        var body = block(block, use);
        tail = tailBefore;
        loops.removeLast();
        return new LabelledBlockNode(span, body, loop.signals);
    }

    private Node whileLoop(Span span, @Nullable Ident label, @Nullable Expr test, Block body) {
        var loop = new Loop(label, new LoopSignals(), null, new int[0]);
        loops.add(loop);
        var condition = test == null ? null : value(test, Use.READ);
        var node = loopBody(body);
        loops.removeLast();
        return new WhileNode(span, condition, node, loop.signals);
    }

    private Node loopBody(Block body) {
        boolean tailBefore = tail;
        tail = false;
        var node = block(body, Use.READ);
        tail = tailBefore;
        return node;
    }

    private Node forLoop(Expr.ForLoop expr) {
        var iterated = value(expr.iterated(), Use.TAKE);
        var ends = calls.rangeEnds(expr.iterated());
        var loop = new Loop(expr.label(), new LoopSignals(), null, new int[0]);
        loops.add(loop);
        int before = lent.size();
        var pattern = patterns.build(expr.pat(), lent);
        var body = loopBody(expr.body());
        var lentHere = ended(before);
        loops.removeLast();
        return new ForNode(expr.span(), pattern, iterated, ends, body, loop.signals, lentHere);
    }

    private Node recurLoop(Expr.RecurLoop expr, Use use) {
        int before = lent.size();
        var bindings = new ArrayList<Node>();
        var taken = new @Nullable Pattern[expr.bindings().size()];
        var targets = new int[expr.bindings().size()];
        for (int i = 0; i < targets.length; i++) {
            var binding = expr.bindings().get(i);
            var pat = binding.pat();
            TypeTest type = binding.type() == null ? null : types.test(binding.type());
            while (pat instanceof Pat.Typed typed) {
                type = types.test(typed.type());
                pat = typed.pat();
            }
            var init = flowing(Objects.requireNonNull(binding.init()), Use.TAKE);
            if (pat instanceof Pat.Binding name && name.subpat() == null) {
                var variable = Objects.requireNonNull(facts.variable(name));
                targets[i] = variable.slot();
                noteLent(variable, lent);
                if (type != null) {
                    annotated.put(variable, type);
                }
            } else {
                targets[i] = temporary();
                taken[i] = patterns.build(pat, lent);
            }
            bindings.add(new LetNode(binding.span(), targets[i], init, type));
            var first = taken[i];
            if (first != null) {
                // Later bindings may use what this one binds.
                bindings.add(new BindNode(binding.span(), first, targets[i]));
            }
        }
        var recur = new Signal();
        var loop = new Loop(expr.label(), new LoopSignals(), recur, targets);
        loops.add(loop);
        var body = block(expr.body(), use);
        var lentHere = ended(before);
        loops.removeLast();
        return new RecurLoopNode(
                expr.span(),
                bindings.toArray(new Node[0]),
                taken,
                targets,
                body,
                recur,
                loop.signals,
                lentHere);
    }

    private Node recur(Span span, List<Expr> arguments) {
        for (int i = loops.size() - 1; i >= 0; i--) {
            var loop = loops.get(i);
            if (loop.recur != null) {
                if (i == 0) {
                    signals = true;
                }
                return recur(span, arguments, loop);
            }
        }
        throw Bug.unreachable("the front end allows recur only where it means something");
    }

    private Node recur(Span span, List<Expr> arguments, Loop loop) {
        if (arguments.size() != loop.slots.length) {
            throw new OxurPanic(
                    new ResolveError.ArityMismatch(
                            span,
                            "recur",
                            loop.slots.length
                                    + (loop.slots.length == 1 ? " argument" : " arguments"),
                            arguments.size()));
        }
        var nodes = values(arguments, Use.TAKE);
        var first = loop.slots.clone();
        var names = new HashMap<Integer, Boolean>();
        // An argument waits if a later one still reads the variable it is for.
        for (int i = nodes.length - 1; i >= 0; i--) {
            if (names.containsKey(loop.slots[i])
                    || i < nodes.length - 1
                            && SlotUse.opaque(arguments.subList(i + 1, nodes.length))) {
                first[i] = temporary();
            }
            SlotUse.collect(arguments.get(i), facts, names);
        }
        return new RecurNode(span, Objects.requireNonNull(loop.recur), nodes, first, loop.slots);
    }

    private int target(@Nullable Ident label) {
        for (int i = loops.size() - 1; i > 0; i--) {
            var named = loops.get(i).label();
            if (label == null || named != null && named.name().equals(label.name())) {
                return i;
            }
        }
        throw Bug.unreachable("the front end allows break only inside a loop");
    }

    private Node leave(Span span, @Nullable Ident label, @Nullable Expr value) {
        int target = target(label);
        var signals = loops.get(target).signals;
        boolean flows = flowsTo(target);
        signals.unwinds |= !flows;
        return new SignalNode(
                span, signals.leave, value == null ? null : value(value, Use.TAKE), flows);
    }

    private Node next(Span span, @Nullable Ident label) {
        int target = target(label);
        var signals = loops.get(target).signals;
        boolean flows = flowsTo(target);
        signals.unwinds |= !flows;
        return new SignalNode(span, signals.next, null, flows);
    }

    TypeValue typeValue(Type type) {
        var name = typeName(type);
        Object resolved = name;
        if (type instanceof Type.Named(_, var path)) {
            var definition = registry.type(module, Types.names(path));
            if (definition != null) {
                var struct = definition.struct();
                var enumeration = definition.enumeration();
                resolved = struct != null ? struct : enumeration != null ? enumeration : name;
            }
        }
        return new TypeValue(type, name, resolved);
    }
}
