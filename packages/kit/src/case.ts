/** Returns `companyId` as `company_id`. Names that are in snake_case already are returned unchanged. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Returns `company_id` as `companyId`. An underscore that no letter or digit follows is kept. */
export function camelCase(name: string): string {
  return name.replace(/(?<=[^_])_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
