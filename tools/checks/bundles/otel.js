import { schematicOtel } from "@schematic/otel";

console.log(schematicOtel);
