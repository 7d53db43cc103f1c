export * from './admin-api/configuration.ts';
export * from './admin-api/connection.ts';
export * from './admin-api/health.ts';
export * from './admin-api/keys.ts';
export * from './admin-api/models.ts';
export * from './admin-api/teams.ts';
