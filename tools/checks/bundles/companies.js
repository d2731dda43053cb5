import { createTransport } from "@schematic/api";
import * as companies from "@schematic/api/companies";

console.log(createTransport, { ...companies });
