import { creditLeases } from "@schematic/credits";

/** Options are validated, and a wrong one is refused with a code. */
export async function run({ check }) {
  check("options are accepted", typeof creditLeases({ defaultLeaseSize: 10 }) === "function");
  let code;
  try {
    creditLeases({ defaultLeaseSize: -1 });
  } catch (error) {
    code = error.code;
  }
  check(`a wrong option is refused: ${code}`, code === "invalid_options");
}
