package org.oxur.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /// By function: all that the names in it may mean.
    private final Map<String, List<String>> used = new HashMap<>();

    /// By name: functions in which a name may mean it.
    private final Map<String, Set<String>> users = new HashMap<>();

    private boolean isIndexed;

    Changes(Session session) {
        this.session = session;
    }

    /// A definition that was made.
    synchronized NodeChange made(Definition definition) {
        var change = would(definition);
        hashes.put(key(definition), change.hash());
        index(definition);
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

    /// A file may have thousands of definitions: each changes what is known of itself.
    private void index(Definition definition) {
        switch (definition.kind()) {
            case FUNCTION -> {
                var function = isIndexed ? session.function(definition.name()) : null;
                if (function == null) {
                    isIndexed = false;
                } else {
                    add(function);
                }
            }
            case MACRO, STRUCT, ENUM, CONST, STATIC ->
                    isIndexed = isIndexed && !used.containsKey(definition.name());
            // They bring functions along, or take some away.
            case TRAIT, IMPL, MODULE, USE -> isIndexed = false;
        }
    }

    private void index() {
        if (!isIndexed) {
            used.clear();
            users.clear();
            session.functions().forEach(this::add);
            isIndexed = true;
        }
    }

    private void add(FunctionInfo function) {
        var name = function.name();
        for (var before : used.getOrDefault(name, List.of())) {
            users.getOrDefault(before, Set.of()).remove(name);
        }
        var now = new LinkedHashSet<String>();
        function.uses().forEach(use -> now.addAll(meanings(use, name)));
        used.put(name, List.copyOf(now));
        now.forEach(use -> users.computeIfAbsent(use, _ -> new HashSet<>()).add(name));
    }

    private List<String> users(String name) {
        index();
        return users.getOrDefault(name, Set.of()).stream()
                .filter(user -> !user.equals(name))
                .sorted()
                .toList();
    }

    /// All that took part, directly or not: a call that an earlier evaluation linked is not named
    /// by this one.
    ///
    /// @param module in which the names were written
    synchronized List<String> closure(List<String> names, String module) {
        index();
        Set<String> reached = new LinkedHashSet<>();
        var open = new ArrayList<String>();
        for (var name : names) {
            open.addAll(meanings(name, module.isEmpty() ? "" : module + "::"));
        }
        while (!open.isEmpty()) {
            var name = open.removeLast();
            if (reached.add(name)) {
                open.addAll(used.getOrDefault(name, List.of()));
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
