// Everything that does something at run time, in one file: most entries of dist are views of it.
export * from "./generated/all";
