import { SchematicApi } from "@schematic/api";

console.log(SchematicApi);
