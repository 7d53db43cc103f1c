/** `application_name` of every connection of one process of Regent; Postgres cuts names at 63 bytes. */
export function connectionName(processId: string): string {
  return `regent ${processId}`.slice(0, 63);
}
