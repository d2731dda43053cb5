import { nextGates } from "@schematic/gates/next";

console.log(nextGates);
