package io.tidemark.core.failure;

/**
 * An exception that is no bug: what somebody asked for, configured or gave cannot be used as it is.
 * Its message says what is wrong, and is shown alone, without a stack trace.
 */
public interface UserError {}
