import type { CredentialStatus } from '@regent/core';
import { createMemo } from 'solid-js';
import { api } from '../../lib/api.ts';
import { useQuery } from '../../lib/query.ts';

/** Age, old versions and last try of every credential, in one request for the list and all that is open. */
export function useStatuses(): () => ReadonlyMap<string, CredentialStatus> {
  const statuses = useQuery(() => api.credential.status.options());
  return createMemo(() => new Map((statuses.isSuccess ? statuses.data : []).map((one) => [one.key, one])));
}
