import * as sdk from "@schematic/sdk";

console.log({ ...sdk });
