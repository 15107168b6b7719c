package org.oxur.protocol;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The part of `docs/protocol.md` that is made from [Messages]: a table of messages, their types as
/// TypeScript would write them, and a hash of both.
final class ProtocolDocument {
    private final Map<String, String> types = new LinkedHashMap<>();

    static String generate() {
        var document = new ProtocolDocument();
        String body =
                document.table("Between an editor and the server", Messages.EDITOR)
                        + document.table("Between the server and a node", Messages.NODE)
                        + document.types()
                        + errors();
        return body + "\nProtocol version " + Features.VERSION + ", hash `" + hash(body) + "`.\n";
    }

    private String table(String title, List<Messages.Message> messages) {
        var table =
                new StringBuilder(
                        "\n### "
                                + title
                                + "\n\n| message | from | parameters | result | |\n|---|---|---|---|---|\n");
        for (var message : messages) {
            String result =
                    message.result() == null
                            ? "*notification*"
                            : "`" + name(message.result()) + "`";
            table.append(
                    "| `%s` | %s | `%s` | %s | %s |\n"
                            .formatted(
                                    message.method(),
                                    Json.word(message.sender().name()),
                                    name(message.params()),
                                    result,
                                    message.purpose()));
        }
        return table.toString();
    }

    private String types() {
        return "\n### Types\n\n```ts\n" + String.join("\n", types.values()) + "\n```\n";
    }

    private static String errors() {
        return "\n### Error codes\n\n"
                + Arrays.stream(ProtocolError.values())
                        .map(error -> error.code() + " " + Json.word(error.name()))
                        .collect(Collectors.joining(" · "))
                + "\n";
    }

    private String name(Type type) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class
                    ? name(arguments[0]) + "[]"
                    : "Record<" + name(arguments[0]) + ", " + name(arguments[1]) + ">";
        }
        var raw = (Class<?>) type;
        if (raw.isRecord() || raw.isEnum()) {
            String name =
                    raw.getEnclosingClass() == null
                            ? raw.getSimpleName()
                            : raw.getEnclosingClass().getSimpleName() + raw.getSimpleName();
            describe(raw, name);
            return name;
        }
        return raw == String.class
                ? "string"
                : raw == boolean.class || raw == Boolean.class
                        ? "boolean"
                        : raw.isPrimitive() || Number.class.isAssignableFrom(raw)
                                ? "number"
                                : "any";
    }

    private void describe(Class<?> raw, String name) {
        if (types.putIfAbsent(name, "") != null) {
            return;
        }
        if (raw.isEnum()) {
            types.put(
                    name,
                    "type "
                            + name
                            + " = "
                            + Arrays.stream(raw.getEnumConstants())
                                    .map(constant ->
                                            '"' + Json.word(((Enum<?>) constant).name()) + '"')
                                    .collect(Collectors.joining(" | ")));
            return;
        }
        types.put(
                name,
                "interface "
                        + name
                        + " { "
                        + Arrays.stream(raw.getRecordComponents())
                                .map(this::component)
                                .collect(Collectors.joining("; "))
                        + " }");
    }

    private String component(RecordComponent component) {
        boolean absent = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return component.getName() + (absent ? "?: " : ": ") + name(component.getGenericType());
    }

    private static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
