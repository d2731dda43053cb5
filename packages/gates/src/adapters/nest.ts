import { Gate } from "../gate";
import type { GateClient, GatesOptions, RequireOptions, Scope } from "../options";

/** The part of `@nestjs/common` that is used. It is passed in, so that this package imports no framework. */
export interface NestLike<D> {
  SetMetadata: (key: string, value: unknown) => D;
  HttpException: new (response: string | Record<string, unknown>, status: number) => Error;
}

/** The part of an `ExecutionContext` that is used. */
export interface NestContextLike {
  getHandler(): object;
  getClass(): object;
  switchToHttp(): { getRequest(): unknown; getResponse(): unknown };
}

export interface NestGuard {
  canActivate(context: NestContextLike): Promise<boolean>;
}

export interface NestGates<Req, D> {
  /** Decorator for controllers and their methods. The one of a method wins over that of its class. */
  RequireFlag(flag: string, options?: RequireOptions<Req>): D;
  /** Guard that checks what `RequireFlag` asks for. It needs no injection. */
  FlagGuard: new () => NestGuard;
}

const METADATA_KEY = "schematic:require-flag";

interface Required<Req> {
  flag: string;
  options: RequireOptions<Req> | undefined;
}

interface Response {
  header?(name: string, value: string): unknown;
  setHeader?(name: string, value: string): unknown;
  raw?: Response;
  statusCode: number;
  on(event: "finish", listener: () => void): unknown;
}

/** Reads metadata as Nest's own Reflector does. `reflect-metadata`, which Nest loads, adds the function. */
function metadataOf<Req>(context: NestContextLike): Required<Req> | undefined {
  const { getMetadata } = Reflect as unknown as { getMetadata(key: string, target: object): unknown };
  return (getMetadata(METADATA_KEY, context.getHandler()) ?? getMetadata(METADATA_KEY, context.getClass())) as
    | Required<Req>
    | undefined;
}

/**
 * Returns a decorator and a guard for Nest on Express and on Fastify. Requests that pass have the client bound to their
 * context in `request.schematic`.
 *
 * @throws GateError `invalid_options`
 */
export function nestGates<Req extends object, D>(
  nest: NestLike<D>,
  client: GateClient,
  options: GatesOptions<Req>,
): NestGates<Req, D> {
  const gate = new Gate(client, options);

  class FlagGuard implements NestGuard {
    async canActivate(context: NestContextLike): Promise<boolean> {
      const required = metadataOf<Req>(context);
      if (required === undefined) return true;
      const http = context.switchToHttp();
      const request = http.getRequest() as Req & { schematic?: Scope | undefined };
      const response = http.getResponse() as Response;
      const verdict = await gate.pass(request, required.flag, required.options);
      if (!verdict.allowed) {
        const { status, headers, body } = verdict.response;
        const isExpress = response.setHeader !== undefined;
        const set = (response.setHeader ?? response.header)?.bind(response);
        // Nest 11 replaces this header on Express and logs a warning for each response, so it is left to Nest there.
        for (const [name, value] of Object.entries(headers))
          if (!isExpress || name !== "content-type") set?.(name, value);
        const isJson = headers["content-type"]?.includes("json");
        throw new nest.HttpException(isJson ? JSON.parse(body) : body, status);
      }
      request.schematic = verdict.scope;
      const raw = response.raw ?? response;
      raw.on("finish", () => verdict.sent(raw.statusCode));
      return true;
    }
  }

  return {
    RequireFlag: (flag, requireOptions) => nest.SetMetadata(METADATA_KEY, { flag, options: requireOptions }),
    FlagGuard,
  };
}
