import { createTransport } from "@schematic/api";
import { checkFlag } from "@schematic/api/features";

console.log(createTransport, checkFlag);
