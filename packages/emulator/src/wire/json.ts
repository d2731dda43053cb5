import { wireTime } from "./time";

export type Json = Record<string, unknown>;

/** `created_at` and `updated_at`. */
export function stamps(entity: { createdAt: number; updatedAt?: number }): Json {
  return {
    created_at: wireTime(entity.createdAt),
    updated_at: wireTime(entity.updatedAt ?? entity.createdAt),
  };
}
