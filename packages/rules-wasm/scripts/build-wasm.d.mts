export declare function compileEngine(): Promise<Uint8Array>;
export declare function buildEngine(): Promise<Uint8Array>;
