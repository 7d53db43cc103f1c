import { customType, timestamp } from 'drizzle-orm/pg-core';

/** Moments are stored with their zone and read as `Date`. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  // postgres.js hands out Buffers and takes any byte array wrapped in one.
  toDriver: (value) => Buffer.from(value),
});
