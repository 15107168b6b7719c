package org.oxur.interpret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.FnArg;
import org.oxur.ast.Pat;
import org.oxur.ast.Type;

/// What happens to the arguments of a call before the body runs: they are tested for their declared
/// types, and taken apart where a parameter is a pattern.
final class ParameterBuilder {
    private final Builder builder;
    private final Code code;
    private final @Nullable TypeTest[] tests;
    private final List<Pattern> patterns = new ArrayList<>();
    private final List<Integer> patternSlots = new ArrayList<>();

    ParameterBuilder(Builder builder, Code code) {
        this.builder = builder;
        this.code = code;
        this.tests = new @Nullable TypeTest[code.parameters];
    }

    void build(List<FnArg> inputs) {
        for (int i = 0; i < inputs.size(); i++) {
            switch (inputs.get(i)) {
                case FnArg.Receiver receiver -> builder.lent.note(builder.facts.variable(receiver));
                case FnArg.Typed(_, var pat, var type) -> parameter(i, pat, type);
                case FnArg.Rest(_, var pat) -> parameter(i, pat, null);
            }
        }
        if (Arrays.stream(tests).anyMatch(Objects::nonNull)) {
            code.tests = tests;
        }
        if (!patterns.isEmpty()) {
            code.patterns = patterns.toArray(new Pattern[0]);
            code.patternSlots = patternSlots.stream().mapToInt(Integer::intValue).toArray();
        }
        code.ends = builder.lent.inScope();
    }

    private void parameter(int slot, Pat written, @Nullable Type type) {
        var annotated = Annotated.of(written, type, builder.types);
        var pat = annotated.pat();
        var test = annotated.type();
        if (pat instanceof Pat.Reference(_, var mutable, Pat.Binding binding)
                && binding.subpat() == null) {
            test = new TypeTest.OfReference(mutable, TypeTest.ANY);
            pat = binding;
        }
        if (pat instanceof Pat.Binding binding && binding.subpat() == null) {
            var variable = builder.facts.variable(binding);
            builder.lent.note(variable);
            if (variable != null && test != null) {
                builder.annotated.put(variable, test);
            }
        } else if (!(pat instanceof Pat.Wild)) {
            patterns.add(builder.patterns.build(pat));
            patternSlots.add(slot);
        }
        tests[slot] = test == TypeTest.ANY ? null : test;
    }
}
