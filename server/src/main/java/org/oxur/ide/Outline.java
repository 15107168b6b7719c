package org.oxur.ide;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ide.Definition.Arity;
import org.oxur.ide.Definition.Kind;
import org.oxur.ide.FormTree.Node;
import org.oxur.ide.FormTree.Shape;
import org.oxur.text.Span;

/// What a text defines, nested as it stands there.
public final class Outline {
    /// Characters up to which a definition of a value is its own signature.
    private static final int LONGEST_VALUE = 80;

    private final FormTree tree;

    private Outline(FormTree tree) {
        this.tree = tree;
    }

    public static List<Definition> of(FormTree tree) {
        return new Outline(tree).definitions(tree.root().children(), "");
    }

    /// What one form of a text defines.
    static List<Definition> in(FormTree tree, Node form) {
        return form.shape() == Shape.LIST
                ? new Outline(tree).definitions(List.of(form), "")
                : List.of();
    }

    /// The name that a form defines, or null: `fib` for `(defn fib …)`, also inside `(pub …)`; an
    /// `impl` has the name of its type.
    static @Nullable String definedName(FormTree tree, Node form) {
        var found = in(tree, form);
        return found.isEmpty() ? null : found.getFirst().path();
    }

    private List<Definition> definitions(List<Node> forms, String module) {
        var found = new ArrayList<Definition>();
        for (var form : forms) {
            var definition =
                    form.shape() == Shape.LIST ? definition(form, form, module, false) : null;
            if (definition != null) {
                found.add(definition);
            }
        }
        return found;
    }

    private @Nullable Definition definition(
            Node whole, Node form, String module, boolean isPublic) {
        var parts = form.forms();
        var head = tree.head(form);
        if (head == null || parts.size() < 2) {
            return null;
        }
        var name = parts.get(1);
        return switch (head) {
            case "pub" -> name.shape() == Shape.LIST ? definition(whole, name, module, true) : null;
            case "defn" ->
                    isName(name)
                            ? function(Kind.FUNCTION, whole, parts, module, isPublic, null)
                            : null;
            case "defmacro" ->
                    isName(name)
                            ? function(Kind.MACRO, whole, parts, module, isPublic, null)
                            : null;
            case "def" -> isName(name) ? value(Kind.STATIC, whole, parts, module, isPublic) : null;
            case "defconst" ->
                    isName(name) ? value(Kind.CONSTANT, whole, parts, module, isPublic) : null;
            case "defstruct" -> isName(name) ? struct(whole, parts, module, isPublic) : null;
            case "defenum" -> isName(name) ? enumeration(whole, parts, module, isPublic) : null;
            case "deftrait" -> isName(name) ? trait(whole, parts, module, isPublic) : null;
            case "impl" -> implementation(whole, parts, module);
            case "mod" -> isName(name) ? module(whole, parts, module, isPublic) : null;
            default -> null;
        };
    }

    private static boolean isName(Node node) {
        return node.is(Token.Kind.SYMBOL);
    }

    private Definition make(
            Kind kind,
            Node whole,
            Node name,
            String prefix,
            String signature,
            @Nullable String doc,
            List<String> parameters,
            Arity takes,
            boolean isPublic,
            @Nullable String of,
            List<Definition> members) {
        return new Definition(
                kind,
                prefix + tree.text(name),
                span(whole),
                span(name),
                signature,
                doc,
                parameters,
                takes,
                isPublic,
                of,
                members);
    }

    private Definition function(
            Kind kind,
            Node whole,
            List<Node> parts,
            String prefix,
            boolean isPublic,
            @Nullable String of) {
        int at = 2;
        if (at + 1 < parts.size()
                && isGenerics(parts.get(at))
                && parts.get(at + 1).shape() == Shape.VECTOR) {
            at++;
        }
        boolean hasParameters = at < parts.size() && parts.get(at).shape() == Shape.VECTOR;
        var parameters = hasParameters ? parts.get(at).forms() : List.<Node>of();
        int end = hasParameters ? at + 1 : at;
        if (end + 1 < parts.size() && tree.text(parts.get(end)).equals("->")) {
            end += 2;
        }
        var doc =
                end + 1 < parts.size() && parts.get(end).is(Token.Kind.STRING)
                        ? Literals.stringValue(tree.text(parts.get(end)))
                        : null;
        var signature = declaration(parts, Math.min(end, parts.size()));
        return make(
                kind,
                whole,
                parts.get(1),
                prefix,
                signature,
                doc,
                parameterTexts(parameters),
                hasParameters ? arity(parameters) : Arity.ANY,
                isPublic,
                of,
                List.of());
    }

    private boolean isGenerics(Node node) {
        return node.shape() == Shape.VECTOR
                && !node.forms().isEmpty()
                && node.forms().stream().allMatch(this::isGenericParameter);
    }

    private boolean isGenericParameter(Node node) {
        var first =
                node.shape() == Shape.LIST && !node.forms().isEmpty()
                        ? node.forms().getFirst()
                        : node;
        return first.is(Token.Kind.SYMBOL)
                && Character.isUpperCase(tree.source().text().charAt(first.start()));
    }

    private List<String> parameterTexts(List<Node> parameters) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < parameters.size(); i++) {
            var text = Layout.oneLine(tree, parameters.get(i));
            if ((text.equals("mut") || text.equals("&")) && i + 1 < parameters.size()) {
                text += " " + Layout.oneLine(tree, parameters.get(++i));
            }
            texts.add(text);
        }
        return texts;
    }

    private Arity arity(List<Node> parameters) {
        int count = 0;
        for (int i = 0; i < parameters.size(); i++) {
            var text = tree.text(parameters.get(i));
            if (text.equals("&")) {
                return new Arity(count, -1);
            }
            count += text.equals("mut") ? 0 : 1;
        }
        return new Arity(count, count);
    }

    private Definition value(
            Kind kind, Node whole, List<Node> parts, String module, boolean isPublic) {
        // A type may stand between the name and the value; a short value says more than none.
        var complete = declaration(parts, parts.size());
        int shown = parts.size() == 4 ? 3 : 2;
        var signature = complete.length() <= LONGEST_VALUE ? complete : declaration(parts, shown);
        return make(
                kind,
                whole,
                parts.get(1),
                module,
                signature,
                null,
                List.of(),
                Arity.ANY,
                isPublic,
                null,
                List.of());
    }

    private Definition struct(Node whole, List<Node> parts, String module, boolean isPublic) {
        int at =
                parts.size() > 3 && isGenerics(parts.get(2)) && parts.get(3).shape() == Shape.VECTOR
                        ? 3
                        : 2;
        var type = tree.text(parts.get(1));
        var fields =
                at < parts.size() && parts.get(at).shape() == Shape.VECTOR
                        ? fields(parts.get(at).forms(), module, type)
                        : List.<Definition>of();
        return make(
                Kind.STRUCT,
                whole,
                parts.get(1),
                module,
                declaration(parts, parts.size()),
                null,
                List.of(),
                Arity.ANY,
                isPublic,
                null,
                fields);
    }

    private List<Definition> fields(List<Node> nodes, String module, String type) {
        var fields = new ArrayList<Definition>();
        for (var node : nodes) {
            var name =
                    node.shape() == Shape.LIST && !node.forms().isEmpty()
                            ? node.forms().getFirst()
                            : node;
            if (isName(name)) {
                fields.add(
                        make(
                                Kind.FIELD,
                                node,
                                name,
                                module + type + "::",
                                Layout.oneLine(tree, node),
                                null,
                                List.of(),
                                Arity.ANY,
                                true,
                                type,
                                List.of()));
            }
        }
        return fields;
    }

    private Definition enumeration(Node whole, List<Node> parts, String module, boolean isPublic) {
        var type = tree.text(parts.get(1));
        var variants = new ArrayList<Definition>();
        for (var node : parts.subList(2, parts.size())) {
            if (node.shape() == Shape.LIST
                    && !node.forms().isEmpty()
                    && isName(node.forms().getFirst())) {
                variants.add(variant(node, module, type));
            } else if (isName(node)) {
                variants.add(
                        make(
                                Kind.VARIANT,
                                node,
                                node,
                                module + type + "::",
                                type + "::" + tree.text(node),
                                null,
                                List.of(),
                                Arity.ANY,
                                true,
                                type,
                                List.of()));
            } else if (node.is(Token.Kind.KEYWORD)) {
                break;
            }
        }
        return make(
                Kind.ENUM,
                whole,
                parts.get(1),
                module,
                declaration(parts, parts.size()),
                null,
                List.of(),
                Arity.ANY,
                isPublic,
                null,
                variants);
    }

    private Definition variant(Node node, String module, String type) {
        var parts = node.forms();
        var values = parts.subList(1, parts.size());
        var path = module + type + "::" + tree.text(parts.getFirst()) + "::";
        var named = values.stream().filter(this::isNamedField).toList();
        var fields = new ArrayList<Definition>();
        for (var field : named) {
            var name = field.forms().getFirst();
            fields.add(
                    make(
                            Kind.FIELD,
                            field,
                            name,
                            path,
                            Layout.oneLine(tree, field),
                            null,
                            List.of(),
                            Arity.ANY,
                            true,
                            type,
                            List.of()));
        }
        var takes = named.isEmpty() ? new Arity(values.size(), values.size()) : Arity.ANY;
        var texts = values.stream().map(value -> Layout.oneLine(tree, value)).toList();
        return make(
                Kind.VARIANT,
                node,
                parts.getFirst(),
                module + type + "::",
                type + "::" + Layout.oneLine(tree, node).substring(1).replaceFirst("\\)$", ""),
                null,
                texts,
                takes,
                true,
                type,
                fields);
    }

    /// `(of Expr)` has a lower-case head and names a field; `(Vec f64)` is a type.
    private boolean isNamedField(Node node) {
        return node.shape() == Shape.LIST
                && node.forms().size() == 2
                && isName(node.forms().getFirst())
                && Character.isLowerCase(
                        tree.source().text().charAt(node.forms().getFirst().start()))
                && !tree.text(node.forms().getFirst()).equals("dyn");
    }

    private Definition trait(Node whole, List<Node> parts, String module, boolean isPublic) {
        var methods = methods(parts.subList(2, parts.size()), module, tree.text(parts.get(1)));
        return make(
                Kind.TRAIT,
                whole,
                parts.get(1),
                module,
                "(deftrait " + tree.text(parts.get(1)) + ")",
                null,
                List.of(),
                Arity.ANY,
                isPublic,
                null,
                methods);
    }

    private @Nullable Definition implementation(Node whole, List<Node> parts, String module) {
        int at = isGenerics(parts.get(1)) ? 2 : 1;
        int body = at;
        while (body < parts.size() && !"defn".equals(methodHead(parts.get(body)))) {
            body++;
        }
        if (body == at || at >= parts.size()) {
            return null;
        }
        var type = parts.get(body - 1);
        var typeName = typeName(type);
        if (typeName == null) {
            return null;
        }
        var methods = methods(parts.subList(body, parts.size()), module, typeName);
        return make(
                Kind.IMPL,
                whole,
                type,
                module,
                declaration(parts, body),
                null,
                List.of(),
                Arity.ANY,
                true,
                typeName,
                methods);
    }

    private @Nullable String typeName(Node type) {
        var name =
                type.shape() == Shape.LIST && !type.forms().isEmpty()
                        ? type.forms().getFirst()
                        : type;
        return isName(name) ? tree.text(name) : null;
    }

    private @Nullable String methodHead(Node node) {
        var head = tree.head(node);
        return "pub".equals(head) && node.forms().size() > 1
                ? tree.head(node.forms().get(1))
                : head;
    }

    private List<Definition> methods(List<Node> nodes, String module, String type) {
        var methods = new ArrayList<Definition>();
        for (var node : nodes) {
            var form =
                    "pub".equals(tree.head(node)) && node.forms().size() > 1
                            ? node.forms().get(1)
                            : node;
            if ("defn".equals(tree.head(form))
                    && form.forms().size() > 1
                    && isName(form.forms().get(1))) {
                methods.add(
                        function(
                                Kind.METHOD, node, form.forms(), module + type + "::", true, type));
            }
        }
        return methods;
    }

    private Definition module(Node whole, List<Node> parts, String module, boolean isPublic) {
        var name = tree.text(parts.get(1));
        var content = definitions(parts.subList(2, parts.size()), module + name + "::");
        return make(
                Kind.MODULE,
                whole,
                parts.get(1),
                module,
                "(mod " + name + ")",
                null,
                List.of(),
                Arity.ANY,
                isPublic,
                null,
                content);
    }

    private String declaration(List<Node> parts, int count) {
        return "("
                + String.join(
                        " ",
                        parts.subList(0, count).stream()
                                .map(part -> Layout.oneLine(tree, part))
                                .toList())
                + ")";
    }

    private Span span(Node node) {
        return tree.source().span(node.start(), node.end());
    }
}
