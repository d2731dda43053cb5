/** Loads Nest. Its decorators need the metadata functions first. */
export async function loadPackages() {
  await import("reflect-metadata");
  const [common, core, fastify] = await Promise.all([
    import("@nestjs/common"),
    import("@nestjs/core"),
    import("@nestjs/platform-fastify"),
  ]);
  return { common, core, fastify };
}
