import {
  assertOptions,
  type CreditGate,
  type CreditGateFactory,
  type CreditHost,
} from "@schematic/core/internal";
import { Gate } from "./gate";
import { CREDIT_LEASE_OPTIONS } from "./option-schemas";
import type { CreditLeaseOptions } from "./options";

/** Value of `creditLeases()`: makes the gate of one client. */
export type CreditLeases = CreditGateFactory;

/**
 * Returns credit gating for a client: the value of the option `creditGate` of the client of `@schematic/core`. The
 * client of `@schematic/sdk` calls it when its option `creditLeases` is set.
 *
 * @throws SchematicError `invalid_options`, with every problem.
 */
export function creditLeases(options: CreditLeaseOptions = {}): CreditLeases {
  assertOptions("creditLeases()", CREDIT_LEASE_OPTIONS, { options });
  return (host: CreditHost): CreditGate => new Gate(options, host);
}
