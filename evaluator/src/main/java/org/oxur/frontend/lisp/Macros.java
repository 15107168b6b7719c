package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Datum.Shape;
import org.oxur.ast.Ident;
import org.oxur.ast.Item;
import org.oxur.ast.ModulePath;
import org.oxur.ast.Path;
import org.oxur.ast.Signature;
import org.oxur.ast.Type;
import org.oxur.error.ExpandError;
import org.oxur.error.LanguageError;
import org.oxur.error.LimitError;
import org.oxur.error.OxurPanic;
import org.oxur.frontend.Expander.Word;
import org.oxur.frontend.MacroHost;
import org.oxur.text.Counted;
import org.oxur.text.Span;

/// The compile-time environment of a module and those in it: which macros there are, and what they
/// make of a call.
final class Macros {
    static final int MAX_EXPANSION_DEPTH = 256;

    /// Expansions for one top-level form: where each call gives two, no depth is a bound.
    private static final int MAX_EXPANSIONS = 20_000;

    /// What became of a form.
    sealed interface Expansion {
        record Expanded(Form form) implements Expansion {}

        /// A macro call that cannot be expanded here, because no program may run here.
        record Opaque() implements Expansion {}

        /// No macro call.
        record None() implements Expansion {}
    }

    private sealed interface Macro {
        record Filled(TemplateMacro template) implements Macro {}

        /// @param function what the host calls it
        record Hosted(Signature signature, String function) implements Macro {}

        record Native(PreludeMacros.Rewrite rewrite) implements Macro {}
    }

    /// @param module where it was defined
    /// @param own the program's, not the prelude's
    private record Defined(String name, String module, Macro macro, Span span, boolean own) {}

    private final MacroHost host;
    private final Set<String> modules = new HashSet<>();

    /// Those of the modules whose forms come from elsewhere than from a file that a form names.
    private final Set<String> given = new HashSet<>();

    private final Hygiene hygiene = new Hygiene();
    private final MacroCode code;

    /// Read from other threads, when a prompt completes a name.
    private final Map<String, Defined> macros = new ConcurrentHashMap<>();

    private final Map<String, String> aliases = new HashMap<>();
    private final Set<String> definitions = new HashSet<>();
    private final Set<String> defined = new LinkedHashSet<>();
    private final Set<String> used = new LinkedHashSet<>();
    private final Map<String, String> freshNames = new HashMap<>();
    private String module = "";
    private int depth;
    private int expansions;
    private int freshDefinitions;

    Macros(MacroHost host) {
        this.host = host;
        this.code = new MacroCode(host, hygiene);
    }

    void beginForm() {
        hygiene.beginForm();
        defined.clear();
        used.clear();
        freshNames.clear();
        module = "";
        code.beginForm();
        depth = 0;
        expansions = 0;
    }

    List<String> defined() {
        return List.copyOf(defined);
    }

    List<String> used() {
        return List.copyOf(used);
    }

    /// All macros there are, the program's by the path they are called by at the top.
    List<Word> words() {
        var words = new ArrayList<Word>();
        Prelude.names().forEach(name -> words.add(new Word(name, true, null)));
        PreludeMacros.names().forEach(name -> words.add(new Word(name, true, null)));
        macros.forEach((path, macro) -> words.add(new Word(path, true, macro.span())));
        return words;
    }

    void enterModule(String name) {
        module = qualified(name);
        modules.add(module);
    }

    MacroHost host() {
        return host;
    }

    /// The path of the module that is declared here, and whose content is elsewhere.
    String modulePath(String name) {
        return ModulePath.isTop(module) ? name : qualified(name);
    }

    /// Whether a path may begin with that name: a module or a type, here or at the top.
    boolean knowsModule(String name) {
        return modules.contains(name)
                || modules.contains(qualified(name))
                || definitions.contains(name)
                || definitions.contains(qualified(name))
                || aliases.containsKey(qualified(name));
    }

    /// A form is to be read as part of that module: whoever says so loads the module's text.
    void standIn(String path) {
        enterModule(path);
        given.add(module);
    }

    /// Whether the forms of a module are given one by one, so that its file is not read.
    boolean isGiven(String path) {
        return given.contains(path);
    }

    void forgetModule(String path) {
        modules.remove(path);
    }

    /// Runs at the top of all modules.
    void atTop(Runnable task) {
        var before = module;
        module = "";
        try {
            task.run();
        } finally {
            module = before;
        }
    }

    void leaveModule() {
        module = ModulePath.outer(module);
    }

    private String qualified(String name) {
        return ModulePath.qualified(module, name);
    }

    /// A definition passed by: it may take a name from a macro, and macros defined later may call
    /// it.
    void passed(Item item, Form.Sequence form) {
        switch (item) {
            case Item.Fn fn -> {
                definitions.add(qualified(fn.sig().ident().name()));
                code.passed(form);
            }
            case Item.Static variable -> definitions.add(qualified(variable.ident().name()));
            case Item.Const constant -> definitions.add(qualified(constant.ident().name()));
            case Item.Struct struct -> definitions.add(qualified(struct.ident().name()));
            case Item.Enum enumeration -> definitions.add(qualified(enumeration.ident().name()));
            case Item.Use use -> use(use);
            case Item.Trait _, Item.Impl _, Item.Mod _, Item.ExternCrate _ -> {}
        }
        if (item instanceof Item.Fn fn) {
            macros.remove(qualified(fn.sig().ident().name()));
        }
    }

    private void use(Item.Use use) {
        var target = use.path().name();
        if (use.glob()) {
            for (var name : List.copyOf(macros.keySet())) {
                if (name.startsWith(target + "::")) {
                    aliases.put(qualified(name.substring(target.length() + 2)), name);
                }
            }
            return;
        }
        var rename = use.rename();
        aliases.put(qualified(rename == null ? use.path().last().name() : rename.name()), target);
    }

    /// What is imported is a macro, which has taken effect here and means nothing when programs
    /// run.
    boolean isMacroOnly(Item.Use use) {
        var target = use.path().name();
        return !use.glob() && macros.containsKey(target) && !definitions.contains(target);
    }

    /// The program has a definition of that name, seen from the current module.
    boolean isDefined(String name) {
        return definitions.contains(qualified(name));
    }

    boolean isMacro(String name) {
        return find(name, "") != null;
    }

    private @Nullable Defined find(String name, String extra) {
        for (var at = module; ; at = ModulePath.outer(at)) {
            var full = ModulePath.qualified(at, name);
            var own = macros.get(aliases.getOrDefault(full, full));
            if (own != null) {
                return own;
            }
            if (definitions.contains(full)) {
                return null;
            }
            if (ModulePath.isTop(at)) {
                break;
            }
        }
        if (!extra.isEmpty()) {
            var there = macros.get(extra + "::" + name);
            if (there != null) {
                return there;
            }
        }
        var filled = Prelude.template(name);
        if (filled != null) {
            return new Defined(name, "", new Macro.Filled(filled), filled.template().span(), false);
        }
        var rewrite = PreludeMacros.named(name);
        return rewrite == null
                ? null
                : new Defined(name, "", new Macro.Native(rewrite), Prelude.place(), false);
    }

    /// Expands the head of a form until it is no macro call.
    Form expandHead(Form form, Scope scope) {
        var at = form;
        for (int turns = 0; ; turns++) {
            var head = Forms.head(at);
            if (head == null
                    || scope.binds(head.name(), head.mark())
                    || Forms.RESERVED.contains(head.name())
                    || !(expand((Form.Sequence) at, head)
                            instanceof Expansion.Expanded(var expanded))) {
                return at;
            }
            if (turns >= MAX_EXPANSION_DEPTH) {
                throw runaway(form, head.name());
            }
            at = expanded;
        }
    }

    private static Refused runaway(Form form, String macro) {
        return new Refused(new ExpandError.Runaway(form.span(), macro, MAX_EXPANSION_DEPTH));
    }

    /// The expansion of a form is being looked at.
    void enter(Form.Symbol head, Form form) {
        if (++depth > MAX_EXPANSION_DEPTH) {
            throw runaway(form, head.name());
        }
    }

    void leave() {
        depth--;
    }

    Expansion expand(Form.Sequence call, Form.Symbol head) {
        var from = hygiene.module(head.mark());
        var macro = find(head.name(), from == null ? "" : from);
        if (macro == null) {
            return new Expansion.None();
        }
        if (macro.own) {
            used.add(macro.name);
        }
        if (macro.macro instanceof Macro.Hosted && !code.canRun()) {
            return new Expansion.Opaque();
        }
        int level = hygiene.depth(head.mark()) + 1;
        if (level > MAX_EXPANSION_DEPTH || ++expansions > MAX_EXPANSIONS) {
            throw runaway(call, head.name());
        }
        int mark = hygiene.expansion(macro.module, level);
        return new Expansion.Expanded(
                switch (macro.macro) {
                    case Macro.Filled(var template) -> {
                        checkArguments(call, macro.name, template.required(), template.hasRest());
                        yield template.expand(call, mark);
                    }
                    case Macro.Hosted(var signature, var function) -> {
                        checkArguments(call, macro.name, signature.required(), signature.hasRest());
                        yield run(call, macro, function, mark);
                    }
                    case Macro.Native(var rewrite) -> rewrite.rewrite(call, mark);
                });
    }

    private static void checkArguments(
            Form.Sequence call, String name, int required, boolean rest) {
        int given = call.items().size() - 1;
        if (given < required || (given > required && !rest)) {
            var expected = (rest ? "at least " : "") + Counted.of(required, "argument");
            var cause =
                    "it takes "
                            + expected
                            + ", "
                            + given
                            + (given == 1 ? " was" : " were")
                            + " given";
            throw new Refused(new ExpandError.Failed(call.span(), name, cause, null));
        }
    }

    private Form run(Form.Sequence call, Defined macro, String function, int mark) {
        try {
            var arguments = new ArrayList<Object>();
            for (var argument : Forms.arguments(call)) {
                arguments.add(FormValues.value(argument));
            }
            var result = FormValues.form(code.call(function, arguments), call.span());
            return hygiene.settle(result, call, mark, macro.span);
        } catch (OxurPanic panic) {
            var error = panic.error();
            if (endsEvaluation(error)) {
                throw panic;
            }
            throw new Refused(
                    new ExpandError.Failed(call.span(), macro.name, error.message(), error.span()));
        } catch (FormValues.NoForm problem) {
            throw new Refused(
                    new ExpandError.Failed(
                            call.span(),
                            macro.name,
                            "it gave " + problem.getMessage(),
                            macro.span));
        }
    }

    /// The evaluation that the macro ran for is over, not the macro alone.
    private static boolean endsEvaluation(LanguageError error) {
        return error instanceof LimitError.Cancelled
                || error instanceof LimitError.Timeout
                || error instanceof LimitError.OutOfMemory;
    }

    /// `(defmacro name [parameters] doc? body…)`.
    void define(Form.Sequence form, Functions functions) {
        var cursor = new Cursor(Forms.arguments(form));
        if (!(cursor.peek() instanceof Form.Symbol symbol)) {
            throw Refused.malformed(
                    form, "malformed `defmacro`", "`(defmacro name [parameters] body…)`");
        }
        cursor.take();
        var name = Patterns.local(symbol).name();
        var key = qualified(name);
        var macro = macro(form, symbol, key, cursor, functions);
        macros.put(key, new Defined(name, module, macro, form.span(), true));
        definitions.remove(key);
        defined.add(key);
    }

    private Macro macro(
            Form.Sequence form,
            Form.Symbol symbol,
            String key,
            Cursor cursor,
            Functions functions) {
        // A name that no program can write.
        var ident = new Ident(symbol.span(), "macro " + key);
        var simple = simple(form);
        if (simple == null) {
            code.copyFunctions(functions);
        }
        var function = code.lower(key, () -> functions.function(form, ident, cursor, false));
        if (function.body() == null) {
            throw Refused.malformed(
                    form, "this macro has no body", "`(defmacro name [parameters] body…)`");
        }
        if (simple != null) {
            return new Macro.Filled(simple);
        }
        code.define(form, function);
        return new Macro.Hosted(function.signature(), ident.name());
    }

    private static @Nullable TemplateMacro simple(Form.Sequence form) {
        var cursor = new Cursor(form.items().subList(2, form.items().size()));
        var parameters = cursor.takeSequence(Shape.VEC);
        if (parameters == null) {
            return null;
        }
        if (cursor.left() > 1 && Forms.string(cursor.peek()) != null) {
            cursor.take();
        }
        return TemplateMacro.of(parameters, cursor.rest());
    }

    int templateMark(Form template) {
        return code.templateMark(template);
    }

    /// What a name means that no local has.
    Path definitionPath(Form.Symbol symbol, List<Type> arguments) {
        int mark = symbol.mark();
        var fresh = freshNames.get(symbol.name() + " " + mark);
        var name = fresh == null ? symbol.name() : fresh;
        var home = hygiene.module(mark);
        if (home != null
                && !home.isEmpty()
                && !home.equals(module)
                && definitions.contains(home + "::" + name)) {
            name = home + "::" + name;
        }
        return Types.path(new Form.Symbol(symbol.span(), name), arguments, mark != 0);
    }

    /// The name that a definition gets: as written, but `name#` in a template is new each time.
    String definitionName(Form.Symbol symbol) {
        var name = symbol.name();
        if (symbol.mark() == 0 || !name.endsWith("#")) {
            return name;
        }
        return freshNames.computeIfAbsent(
                name + " " + symbol.mark(),
                _ -> name.substring(0, name.length() - 1) + "__" + ++freshDefinitions);
    }
}
