import { runNest } from "./support/gates-nest.mjs";

/** Route gates in Nest 12, on Express and on Fastify. */
export const packages = {
  "@nestjs/common": "12.5.1",
  "@nestjs/core": "12.5.1",
  "@nestjs/platform-express": "12.5.1",
  "@nestjs/platform-fastify": "12.5.0",
  "reflect-metadata": "0.2.2",
  rxjs: "7.8.2",
};

export const run = (tools) => runNest("12", tools);
