package org.oxur.server;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.lsp4j.MessageType;
import org.jspecify.annotations.Nullable;
import org.oxur.protocol.Features;
import org.oxur.protocol.Messages;
import org.oxur.protocol.ServerStatus;
import org.oxur.protocol.ServerStatus.Health;

/// Tells the client how the server and its node are, whenever that has changed. Belongs to the main
/// loop.
final class StatusReport {
    /// Keystrokes make the server busy for a moment; nobody wants to see that.
    private static final int SETTLE_MILLIS = 100;

    private final MainLoop loop;
    private final Client client;
    private final BooleanSupplier quiet;
    private Health health = Health.OK;
    private @Nullable String message;
    private @Nullable ServerStatus last;
    private ServerStatus.@Nullable Memory memory;
    private boolean scheduled;

    StatusReport(MainLoop loop, Client client, BooleanSupplier quiet) {
        this.loop = loop;
        this.client = client;
        this.quiet = quiet;
    }

    /// Something worth knowing about the node; said at once.
    void note(Health how, String words) {
        health = how;
        message = words;
        send();
        if (!client.has(Features.STATUS) && !client.hasServerStatus()) {
            client.show(
                    how == Health.OK
                            ? MessageType.Info
                            : how == Health.WARNING ? MessageType.Warning : MessageType.Error,
                    words);
        }
    }

    /// Work has begun or ended.
    void changed() {
        if (!scheduled) {
            scheduled = true;
            loop.after(
                    SETTLE_MILLIS,
                    () -> {
                        scheduled = false;
                        send();
                    });
        }
    }

    /// What the node last said; news of it alone are not worth a message.
    void memory(long usedBytes, long maxBytes) {
        memory = new ServerStatus.Memory(usedBytes, maxBytes);
        if (last != null && last.memory() == null) {
            changed();
        }
    }

    private static ServerStatus without(ServerStatus status) {
        var memory = status.memory() == null ? null : new ServerStatus.Memory(0, 0);
        return new ServerStatus(
                status.health(), status.quiescent(), status.message(), status.nodes(), memory);
    }

    private void send() {
        var now =
                new ServerStatus(
                        health, quiet.getAsBoolean(), message, List.of(Conversions.NODE), memory);
        if (last != null && without(now).equals(without(last))) {
            return;
        }
        last = now;
        if (client.has(Features.STATUS)) {
            client.tell(Messages.STATUS, now);
        }
        if (client.hasServerStatus()) {
            client.tell(Messages.SERVER_STATUS, now);
        }
        if (health == Health.OK) {
            message = null;
        }
    }
}
