import { type EntryField, EntryForm } from '../../lib/item/entry-form.tsx';
import type { ItemSection } from '../../lib/item/item-inspector.tsx';

const params = (...keys: string[]): readonly EntryField[] => keys.map((key) => ({ path: ['litellm_params', key] }));
const info = (...keys: string[]): readonly EntryField[] => keys.map((key) => ({ path: ['model_info', key] }));

const limits: readonly (readonly EntryField[])[] = [
  params('tpm', 'rpm', 'itpm', 'otpm', 'max_parallel_requests'),
  params('timeout', 'stream_timeout', 'ttft_timeout', 'stream_idle_timeout'),
  params('num_retries', 'max_retries', 'cooldown_time'),
  params('weight', 'order', 'tags'),
  params('max_budget', 'budget_duration'),
  params('default_api_key_tpm_limit', 'default_api_key_rpm_limit'),
];

const access: readonly (readonly EntryField[])[] = [
  info('access_groups', 'team_id', 'team_public_model_name'),
  [...params('region_name'), ...info('supported_environments')],
  info('discoverable', 'blocked', 'access_windows'),
];

/** Limits, time, and how the router picks this deployment among its group. */
export const Limits = (props: ItemSection) => <EntryForm {...props} fields={limits} />;

/** Who may use it, where it stands, and whether it is listed. */
export const Access = (props: ItemSection) => <EntryForm {...props} fields={access} />;
