import { loadRulesEngine } from "@schematic/rules-wasm";

console.log(loadRulesEngine);
