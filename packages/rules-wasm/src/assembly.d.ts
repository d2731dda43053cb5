/** AssemblyScript's integer type in assembly/layout.ts, which the host imports. */
type u32 = number;
