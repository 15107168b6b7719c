package org.oxur.ide;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// Something a text defines, read off its layout, so that it is known while its body is still
/// broken.
///
/// @param path from the text's own module: `area`, `geometry::area`, `Point::norm`, `Shape::Circle`
/// @param span the whole form
/// @param nameSpan where the name stands in it
/// @param signature one line that declares it: `(defn area [(w f64) (h f64)] -> f64)`
/// @param doc the doc string, or null
/// @param parameters of a function, macro or variant as written, the receiver included; empty for
///   the others
/// @param takes how many arguments a call has
/// @param isPublic seen from other modules
/// @param of the type (as written) that a method or field belongs to, or null
/// @param members fields, variants, methods, or what a module holds
public record Definition(
        Kind kind,
        String path,
        Span span,
        Span nameSpan,
        String signature,
        @Nullable String doc,
        List<String> parameters,
        Arity takes,
        boolean isPublic,
        @Nullable String of,
        List<Definition> members) {
    public Definition {
        parameters = List.copyOf(parameters);
        members = List.copyOf(members);
    }

    /// What is defined.
    public enum Kind {
        FUNCTION("function"),
        MACRO("macro"),
        STATIC("static"),
        CONSTANT("constant"),
        STRUCT("struct"),
        ENUM("enum"),
        TRAIT("trait"),
        IMPL("impl"),
        MODULE("module"),
        VARIANT("variant"),
        METHOD("method"),
        FIELD("field");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// As people say it.
        public String word() {
            return word;
        }

        public boolean isType() {
            return this == STRUCT || this == ENUM || this == TRAIT;
        }
    }

    /// @param most -1 for any number
    public record Arity(int least, int most) {
        public static final Arity ANY = new Arity(0, -1);

        public boolean allows(int count) {
            return count >= least && (most < 0 || count <= most);
        }

        /// `2 arguments`, `at least 1 argument`, `1 to 3 arguments`.
        public String words() {
            var noun = (most < 0 ? least : most) == 1 ? " argument" : " arguments";
            if (most < 0) {
                return "at least " + least + noun;
            }
            return (least == most ? "" + most : least + " to " + most) + noun;
        }
    }

    /// The last part of the path.
    public String name() {
        int colons = path.lastIndexOf("::");
        return colons < 0 ? path : path.substring(colons + 2);
    }
}
