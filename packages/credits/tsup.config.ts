import { defineConfig } from "tsup";
import { library } from "../../tsup.base";

export default defineConfig(library({ entry: { index: "src/index.ts", options: "src/option-schemas.ts" } }));
