// Most platforms keep no invocation open by a module of their own.
export const waitUntil = undefined;
