package org.oxur.interpret;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Lit;
import org.oxur.ast.Pat;
import org.oxur.text.Span;

/// Patterns from their trees.
final class PatternBuilder {
    private final Builder builder;

    PatternBuilder(Builder builder) {
        this.builder = builder;
    }

    Pattern build(Pat pat) {
        return switch (pat) {
            case Pat.Wild(var span) -> new WildPattern(span);
            case Pat.Binding binding -> {
                var variable = Objects.requireNonNull(builder.facts.variable(binding));
                builder.lent.note(variable);
                yield new BindingPattern(
                        binding.span(),
                        variable.slot(),
                        binding.subpat() == null ? null : build(binding.subpat()));
            }
            case Pat.Literal(var span, var lit) ->
                    new LiteralPattern(span, lit, Constants.value(lit, span));
            case Pat.Quote(var span, var datum) -> new QuotePattern(span, Constants.value(datum));
            case Pat.Range(var span, var from, var to, var inclusive) ->
                    new RangePattern(span, constant(from, span), constant(to, span), inclusive);
            case Pat.Tuple(var span, var parts) -> new TuplePattern(span, all(parts));
            case Pat.Slice(var span, var parts, var rest) ->
                    new SlicePattern(span, all(parts), rest == null ? null : build(rest));
            case Pat.Named(var span, var path) -> new NamedPattern(span, builder.link(path));
            case Pat.TupleStruct(var span, var path, var parts) ->
                    new PartsPattern(span, builder.link(path), all(parts), null);
            case Pat.Struct(var span, var path, var fields) ->
                    new PartsPattern(
                            span,
                            builder.link(path),
                            all(fields.stream().map(Pat.FieldPat::pat).toList()),
                            fields.stream().map(f -> f.ident().name()).toList());
            case Pat.Or(var span, var cases) -> new OrPattern(span, all(cases));
            case Pat.Reference(var span, _, var target) -> new DerefPattern(span, build(target));
            case Pat.Typed(var span, var inner, var type) ->
                    new TypedPattern(span, build(inner), builder.types.test(type));
            case Pat.Map(var span, var entries) -> {
                var keys = new Object[entries.size()];
                for (int i = 0; i < keys.length; i++) {
                    keys[i] = Constants.value(entries.get(i).key(), span);
                }
                yield new MapPattern(
                        span, keys, all(entries.stream().map(Pat.MapEntry::pat).toList()));
            }
        };
    }

    private static @Nullable Object constant(@Nullable Lit lit, Span span) {
        return lit == null ? null : Constants.value(lit, span);
    }

    private Pattern[] all(List<Pat> pats) {
        var patterns = new Pattern[pats.size()];
        for (int i = 0; i < patterns.length; i++) {
            patterns[i] = build(pats.get(i));
        }
        return patterns;
    }
}
