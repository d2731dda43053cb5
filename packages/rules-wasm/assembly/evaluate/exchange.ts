// The results of evaluation, which the host reads from here.

import * as L from "../layout";

/** The last result. */
export const exchange: usize = memory.data(L.RESULT_BYTES, 16);

/** Results of several flags for one pair; each record holds the flag's handle before, and its code after. */
export const table: usize = memory.data(L.TABLE_RECORDS * L.RESULT_BYTES, 16);
