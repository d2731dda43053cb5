import { SchematicProvider } from "@schematic/openfeature";

console.log(SchematicProvider);
