import { text } from '../key-spec.ts';

/** What people and other entries call an entry by. */
export const name = (help: string) => text(help, { label: 'Name', required: true, strict: true });
