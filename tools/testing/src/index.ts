export type { BenchGroup, BenchRow, Contender } from "./bench";
export { closure, installTarballs, type PackedPackage, packAll } from "./pack";
export {
  freePort,
  type RedisCluster,
  type RedisOptions,
  type RedisSentinel,
  type RedisServer,
  redisForTests,
  startRedis,
  startRedisCluster,
  startSentinel,
} from "./redis";
export { type RespReply, redisCommand } from "./resp";
export type { ScoreboardResult, ScoreboardRow } from "./scoreboard";
export { type Bar, type BarGroup, barChart } from "./svg";
export { figure, table } from "./table";
