package org.oxur.protocol;

/// Error codes of protocol faults, outside the ranges that JSON-RPC and LSP reserve.
public enum ProtocolError {
    STALE_DOCUMENT(-33001),
    NODE_UNAVAILABLE(-33002),
    NOT_TRUSTED(-33003),
    REF_EXPIRED(-33004),
    BUSY(-33005),
    NOT_PERMITTED(-33006),
    UNSUPPORTED_BY_NODE(-33007);

    private final int code;

    ProtocolError(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
