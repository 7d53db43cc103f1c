export * from './access/role.ts';
export * from './diagnostic.ts';
export * from './error.ts';
export * from './item.ts';
export * from './json.ts';
export * from './pointer.ts';
export * from './secret.ts';
export * from './staging/flag.ts';
