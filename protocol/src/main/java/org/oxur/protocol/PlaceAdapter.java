package org.oxur.protocol;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads a position or a range as a range.
final class PlaceAdapter extends TypeAdapter<Range> {
    @Override
    public @Nullable Range read(JsonReader in) {
        var json = JsonParser.parseReader(in);
        if (json.isJsonNull()) {
            return null;
        }
        var object = json.getAsJsonObject();
        return object.has("line")
                ? Range.at(position(object))
                : new Range(
                        position(object.getAsJsonObject("start")),
                        position(object.getAsJsonObject("end")));
    }

    private static Position position(@Nullable JsonObject object) {
        if (object == null || !object.has("line") || !object.has("character")) {
            throw new JsonParseException("a position has a line and a character");
        }
        return new Position(object.get("line").getAsInt(), object.get("character").getAsInt());
    }

    @Override
    public void write(JsonWriter out, @Nullable Range range) throws IOException {
        if (range == null) {
            out.nullValue();
            return;
        }
        out.beginObject();
        write(out.name("start"), range.start());
        write(out.name("end"), range.end());
        out.endObject();
    }

    private static void write(JsonWriter out, Position position) throws IOException {
        out.beginObject()
                .name("line")
                .value(position.line())
                .name("character")
                .value(position.character())
                .endObject();
    }
}
