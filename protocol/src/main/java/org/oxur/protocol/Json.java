package org.oxur.protocol;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the records of this package are written as JSON: absent parts are left out, words of a
/// choice are in camel case (`TO_CURSOR` is `"toCursor"`).
public final class Json {
    private Json() {}

    /// Adds this package's way of writing to a Gson that has its own for other types.
    public static void configure(GsonBuilder builder) {
        builder.registerTypeAdapterFactory(new Words());
    }

    /// A Gson for these records alone.
    public static Gson gson() {
        var builder = new GsonBuilder();
        configure(builder);
        return builder.create();
    }

    /// `TO_CURSOR` → `toCursor`.
    static String word(String constant) {
        var word = new StringBuilder();
        boolean upper = false;
        for (char c : constant.toCharArray()) {
            if (c == '_') {
                upper = true;
            } else {
                word.append(upper ? c : Character.toLowerCase(c));
                upper = false;
            }
        }
        return word.toString();
    }

    private static final class Words implements TypeAdapterFactory {
        @Override
        public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
            var raw = type.getRawType();
            if (!raw.isEnum() || !raw.getPackageName().equals(Json.class.getPackageName())) {
                return null;
            }
            Map<String, T> byWord = new HashMap<>();
            for (Object constant : raw.getEnumConstants()) {
                @SuppressWarnings("unchecked")
                T typed = (T) constant;
                byWord.put(word(((Enum<?>) constant).name()), typed);
            }
            return new WordAdapter<>(byWord).nullSafe();
        }
    }

    private static final class WordAdapter<T> extends TypeAdapter<T> {
        private final Map<String, T> byWord;

        WordAdapter(Map<String, T> byWord) {
            this.byWord = byWord;
        }

        @Override
        public T read(JsonReader in) throws IOException {
            String word = in.nextString();
            T constant = byWord.get(word);
            if (constant == null) {
                throw new JsonParseException("`" + word + "` is none of " + byWord.keySet());
            }
            return constant;
        }

        @Override
        public void write(JsonWriter out, T constant) throws IOException {
            out.value(word(((Enum<?>) constant).name()));
        }
    }
}
