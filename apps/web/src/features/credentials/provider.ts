/** Where a credential says which provider it is for. */
export const PROVIDER = ['credential_info', 'custom_llm_provider'];
