package org.oxur.ide;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.oxur.ide.FormFacts.Finding;
import org.oxur.ide.FormFacts.Role;
import org.oxur.ide.FormFacts.Target;
import org.oxur.ide.FormFacts.Use;
import org.oxur.ide.FormFacts.Variable;

/// Variables that nobody looks at. A leading `_` says that this is meant; parameters belong to a
/// face that others see.
final class UnusedBindings {
    private UnusedBindings() {}

    static List<Finding> of(List<Variable> variables, Set<Use> uses) {
        var used = new HashSet<Integer>();
        for (var use : uses) {
            if (use.target() instanceof Target.Local(int variable)) {
                used.add(variable);
            }
        }
        var found = new ArrayList<Finding>();
        for (var variable : variables) {
            if (variable.role() == Role.BINDING
                    && variable.place().start() >= 0
                    && !variable.name().startsWith("_")
                    && !used.contains(variable.id())) {
                found.add(
                        new Finding(
                                variable.place(),
                                Diagnostic.Severity.HINT,
                                "unused-binding",
                                "`" + variable.name() + "` is never used",
                                List.of(),
                                "write `_" + variable.name() + "` if that is meant",
                                null));
            }
        }
        return found;
    }
}
