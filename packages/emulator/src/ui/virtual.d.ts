/** The page, its script and its style sheet, bundled from this folder when the package is built or tested. */
declare module "virtual:emulator-page" {
  export const PAGE: string;
  export const SCRIPT: string;
  export const STYLE: string;
}
