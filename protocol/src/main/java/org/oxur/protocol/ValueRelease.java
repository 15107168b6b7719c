package org.oxur.protocol;

import java.util.List;

/// Nobody looks at these values any more.
public record ValueRelease(List<String> refs) {}
