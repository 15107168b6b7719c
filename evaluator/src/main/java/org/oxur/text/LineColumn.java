package org.oxur.text;

/// A place as people and editors count it. Both are 0-based; the unit of the column is whatever the
/// call that made it says.
public record LineColumn(int line, int column) {
    /// 1-based, as people read it.
    @Override
    public String toString() {
        return (line + 1) + ":" + (column + 1);
    }
}
