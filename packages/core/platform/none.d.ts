/** `waitUntil` of the request being served, where the platform has a module for it. */
export declare const waitUntil: ((promise: Promise<unknown>) => void) | undefined;
