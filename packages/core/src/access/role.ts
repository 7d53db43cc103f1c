/** Roles of people, by LiteLLM's own names. */
export const roles = ['proxy_admin', 'proxy_admin_viewer', 'internal_user', 'internal_user_viewer'] as const;
export type Role = (typeof roles)[number];

/** Who acts. Tokens act with the role of the account that made them, narrowed by their scopes. */
export type Actor =
  | { readonly type: 'account'; readonly id: string; readonly email: string; readonly role: Role }
  | { readonly type: 'token'; readonly id: string; readonly name: string; readonly role: Role }
  | { readonly type: 'system'; readonly name: string };

export function actorName(actor: Actor): string {
  switch (actor.type) {
    case 'account':
      return actor.email;
    case 'token':
      return `token ${actor.name}`;
    case 'system':
      return actor.name;
  }
}
