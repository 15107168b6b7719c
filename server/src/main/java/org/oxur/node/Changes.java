package org.oxur.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.ModulePath;
import org.oxur.engine.Definition;
import org.oxur.engine.FunctionInfo;
import org.oxur.engine.Session;
import org.oxur.module.DefinitionKind;
import org.oxur.protocol.NodeChange;
import org.oxur.protocol.RedefinitionReport.DefKind;
import org.oxur.protocol.RedefinitionReport.How;

/// What evaluations change in a session, and what depends on what in it. For any thread.
final class Changes {
    private final Session session;
    private final Map<String, String> hashes = new HashMap<>();
    private @Nullable Map<String, FunctionInfo> functions;

    Changes(Session session) {
        this.session = session;
    }

    /// A definition that was made.
    synchronized NodeChange made(Definition definition) {
        var change = would(definition);
        hashes.put(key(definition), change.hash());
        functions = null;
        return change;
    }

    /// A definition that would be made.
    synchronized NodeChange would(Definition definition) {
        String name = definition.name();
        String hash = Integer.toHexString(definition.span().text().hashCode());
        return new NodeChange(
                name,
                kind(definition),
                how(definition),
                definition.oldVersion(),
                definition.newVersion(),
                hash,
                hashes.getOrDefault(key(definition), ""),
                users(name));
    }

    /// A macro that would be defined: macros have no versions.
    synchronized NodeChange wouldMacro(String name) {
        boolean isKnown = hashes.containsKey(DefinitionKind.MACRO + " " + name);
        return new NodeChange(
                name,
                DefKind.MACRO,
                isKnown ? How.BODY : How.ADDED,
                isKnown ? 1 : 0,
                1,
                "",
                hashes.getOrDefault(DefinitionKind.MACRO + " " + name, ""),
                List.of());
    }

    private static String key(Definition definition) {
        return definition.kind() + " " + definition.name();
    }

    private static DefKind kind(Definition definition) {
        return switch (definition.kind()) {
            case FUNCTION -> DefKind.FN;
            case MACRO -> DefKind.MACRO;
            case STRUCT -> DefKind.STRUCT;
            case ENUM -> DefKind.ENUM;
            case TRAIT -> DefKind.TRAIT;
            case IMPL -> DefKind.IMPL;
            case CONST -> DefKind.CONST;
            case STATIC -> DefKind.STATE;
            case MODULE, USE -> DefKind.MODULE;
        };
    }

    private static How how(Definition definition) {
        return switch (definition.change()) {
            case NEW -> How.ADDED;
            case SAME -> How.SAME;
            case BODY ->
                    switch (definition.kind()) {
                        case STRUCT, ENUM -> How.LAYOUT;
                        case FUNCTION, STATIC, CONST, TRAIT, IMPL, MACRO, MODULE, USE -> How.BODY;
                    };
            case SIGNATURE -> How.SIGNATURE;
        };
    }

    private Map<String, FunctionInfo> functions() {
        var known = functions;
        if (known == null) {
            known = new HashMap<>();
            for (var function : session.functions()) {
                known.put(function.name(), function);
            }
            functions = known;
        }
        return known;
    }

    private List<String> users(String name) {
        var users = new ArrayList<String>();
        for (var function : functions().values()) {
            if (!function.name().equals(name)
                    && function.uses().stream()
                            .anyMatch(use -> meanings(use, function.name()).contains(name))) {
                users.add(function.name());
            }
        }
        users.sort(null);
        return users;
    }

    /// All that took part, directly or not: a call that an earlier evaluation linked is not named
    /// by this one.
    ///
    /// @param module in which the names were written
    synchronized List<String> closure(List<String> names, String module) {
        Set<String> reached = new LinkedHashSet<>();
        var open = new ArrayList<String>();
        for (var name : names) {
            open.addAll(meanings(name, module.isEmpty() ? "" : module + "::"));
        }
        while (!open.isEmpty()) {
            var name = open.removeLast();
            if (reached.add(name)) {
                var function = functions().get(name);
                if (function != null) {
                    function.uses().forEach(use -> open.addAll(meanings(use, name)));
                }
            }
        }
        return List.copyOf(reached);
    }

    /// A name as it was written may mean one of the user's module, of those around it, or of the
    /// top.
    private static List<String> meanings(String name, String user) {
        var meanings = new ArrayList<String>();
        for (var at = ModulePath.outer(user); !at.isEmpty(); at = ModulePath.outer(at)) {
            meanings.add(at + "::" + name);
        }
        meanings.add(name);
        return meanings;
    }
}
