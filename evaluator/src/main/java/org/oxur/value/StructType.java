package org.oxur.value;

import java.util.List;

/// What all values of one struct definition share. A redefinition is another one.
///
/// @param name as the program writes it, without its module
/// @param module where it is defined, as a path; empty at the top
/// @param fields their names, in order
/// @param storage how each field is stored: one letter each, `d` an unboxed `f64`, `l` an unboxed
///   `i64`, `o` anything
/// @param copy derives Copy
public record StructType(
        String name, String module, List<String> fields, String storage, boolean copy) {
    public StructType {
        fields = List.copyOf(fields);
    }

    /// The position of a field, or -1.
    public int indexOf(String field) {
        return fields.indexOf(field);
    }
}
