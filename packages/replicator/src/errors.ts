import { SchematicError } from "@schematic/api";
import { brandError } from "@schematic-internal/kit";

/** Thrown for settings that are wrong or missing. `problems` lists all of them. */
export class SettingsError extends SchematicError {
  readonly problems: readonly string[];

  static {
    brandError(SettingsError, "SettingsError");
  }

  constructor(problems: readonly string[]) {
    super({
      code: "invalid_settings",
      message: `wrong settings:\n${problems.map((problem) => `- ${problem}`).join("\n")}`,
    });
    this.problems = problems;
  }
}

/** Another replicator writes to this Redis. */
export class WriterLockError extends SchematicError {
  static {
    brandError(WriterLockError, "WriterLockError");
  }

  constructor(key: string) {
    super({
      code: "writer_lock_held",
      message: `another replicator holds ${key}: stop it, wait for its lock to expire, or use another Redis`,
    });
  }
}
