export function page(): string {
  return "<!doctype html><title>Schematic emulator</title>";
}
