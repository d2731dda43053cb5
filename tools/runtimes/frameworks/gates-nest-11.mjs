import { runNest } from "./support/gates-nest.mjs";

/** Route gates in Nest 11, on Express and on Fastify. */
export const packages = {
  "@nestjs/common": "11.2.10",
  "@nestjs/core": "11.2.10",
  "@nestjs/platform-express": "11.2.10",
  "@nestjs/platform-fastify": "11.2.8",
  "reflect-metadata": "0.2.2",
  rxjs: "7.8.2",
};

export const run = (tools) => runNest("11", tools);
