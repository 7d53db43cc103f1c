/** The package declares types for its bundler entry only; this is the same glue without the import of the .wasm file. */
declare module '@prisma/query-engine-wasm/postgresql/query_engine_bg.js' {
  export { QueryEngine } from '@prisma/query-engine-wasm/postgresql/query_engine.js';
  export function __wbg_set_wasm(exports: Readonly<Record<string, unknown>>): void;
}

/** Node has it; its types leave it to those of the browser, which do not belong here. */
declare namespace WebAssembly {
  class RuntimeError extends Error {}
  function instantiate(
    bytes: Uint8Array,
    imports: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly instance: { readonly exports: Readonly<Record<string, unknown>> } }>;
}
