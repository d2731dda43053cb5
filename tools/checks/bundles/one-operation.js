import { createTransport } from "@schematic/api";
import { getAccountMember } from "@schematic/api/accounts";

console.log(createTransport, getAccountMember);
