import { SchematicClient } from "@schematic/sdk";

console.log(SchematicClient);
