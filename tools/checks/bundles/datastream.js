import { SchematicClient } from "@schematic/core";
import { dataStream } from "@schematic/datastream";

console.log(SchematicClient, dataStream);
