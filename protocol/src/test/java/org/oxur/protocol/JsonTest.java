package org.oxur.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParseException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void wordsAreInCamelCase() {
        var params =
                Json.gson()
                        .fromJson(
                                "{unit:'toCursor', mode:'run', at:{line:1,character:2}}",
                                EvalParams.class);
        assertEquals(EvalUnit.TO_CURSOR, params.unit());
        assertEquals(Range.at(new Position(1, 2)), params.at());
        assertEquals(
                "{\"kind\":\"orphanOutput\",\"pid\":\"p\",\"text\":\"t\"}",
                Json.gson().toJson(EvalEvent.output(EvalEvent.Kind.ORPHAN_OUTPUT, "p", "t")));
    }

    @Test
    void placeMayBeARange() {
        var params =
                Json.gson()
                        .fromJson(
                                "{unit:'selection', at:{start:{line:1,character:2},end:{line:3,character:4}}}",
                                EvalParams.class);
        assertEquals(new Range(new Position(1, 2), new Position(3, 4)), params.at());
    }

    @Test
    void unknownWordIsRefused() {
        assertThrows(
                JsonParseException.class,
                () -> Json.gson().fromJson("{unit:'everything'}", EvalParams.class));
    }

    @Test
    void absentPartsAreLeftOut() {
        var result = new PublishResults("file:///a", null, List.of());
        assertEquals("{\"uri\":\"file:///a\",\"results\":[]}", Json.gson().toJson(result));
    }
}
