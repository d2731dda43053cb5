export type { BenchGoal, BenchGroup, BenchRow, Contender } from "./bench";
export { closure, installTarballs, type PackedPackage, packAll } from "./pack";
export { pythonEngineFile } from "./python-engine";
export { freePort, type RedisOptions, type RedisServer, redisForTests, startRedis } from "./redis";
export { type RedisCluster, type RedisSentinel, startRedisCluster, startSentinel } from "./redis-groups";
export { startTlsRedis, startTlsRedisCluster, type TlsRedis, type TlsRedisCluster } from "./redis-tls";
export { type RespReply, redisCommand } from "./resp";
export type { ScoreboardResult, ScoreboardRow } from "./scoreboard";
export { figure, table } from "./table";
