import type { Transport } from "@schematic/api";
import { checkFlag, checkFlags } from "@schematic/api/features";
import type { CheckFlagResponseData } from "@schematic/api/types";
import type { FlagResolution } from "../contracts/evaluation";
import type { FlagApi } from "./remote";

/** A REST answer as a resolution; `flagKey` is what was asked, for it is what callers look for. */
function resolutionOf(data: CheckFlagResponseData, flagKey: string): FlagResolution {
  const { flag: _, error, ...rest } = data;
  const answer = { flagKey } as FlagResolution & Record<string, unknown>;
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) answer[name] = value;
  if (error !== undefined) answer.err = error;
  return answer;
}

/** The two REST calls of checks, over a transport. */
export function restFlagApi(transport: Transport): FlagApi {
  return {
    async checkFlag(flagKey, body, abortSignal) {
      const { data } = await checkFlag(transport, flagKey, body, { abortSignal });
      return resolutionOf(data, flagKey);
    },
    async checkFlags(body, abortSignal) {
      const { data } = await checkFlags(transport, body, { abortSignal });
      return data.flags.map((answer) => resolutionOf(answer, answer.flag));
    },
  };
}
