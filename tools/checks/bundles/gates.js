import { expressGates } from "@schematic/gates/express";

console.log(expressGates);
