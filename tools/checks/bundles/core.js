import { SchematicClient } from "@schematic/core";

console.log(SchematicClient);
