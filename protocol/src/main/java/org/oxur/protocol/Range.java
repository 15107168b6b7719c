package org.oxur.protocol;

/// From `start` up to, not including, `end`.
public record Range(Position start, Position end) {
    public static Range at(Position place) {
        return new Range(place, place);
    }
}
