import { type Context, listOr, type RuleFinding, valueIn } from './context.ts';

const forwarding = ['litellm_settings', 'model_group_settings', 'forward_client_headers_to_llm_api'];
const forwardingCheck = 'forward_client_headers_by_model_group';

/** Settings that do nothing until another setting is made as well. */
export function dependencyRules({ document }: Context): RuleFinding[] {
  const groups = listOr(valueIn(document, forwarding));
  const checks = listOr(valueIn(document, ['router_settings', 'optional_pre_call_checks']));
  if (groups.length === 0 || checks.includes(forwardingCheck)) return [];
  return [
    {
      code: 'setting-needs-another',
      location: forwarding,
      message: 'No header is forwarded without the pre-call check of the router.',
      hint: `Add ${forwardingCheck} to router_settings.optional_pre_call_checks.`,
    },
  ];
}
