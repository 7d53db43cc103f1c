/** RFC 6901 pointers and the dotted paths that people read. A location is a list of keys and list indexes. */
export type Location = readonly (string | number)[];

/** `['model_list', 3, 'a/b']` → `/model_list/3/a~1b`. */
export function toPointer(location: Location): string {
  return location.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The reverse of {@link toPointer}; list indexes come back as text, because a pointer does not tell them apart. */
export function fromPointer(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** `['model_list', 3, 'litellm_params', 'a.b']` → `model_list[3].litellm_params["a.b"]`. */
export function toPath(location: Location): string {
  let path = '';
  for (const part of location) {
    if (typeof part === 'number') path += `[${part}]`;
    else if (/^[A-Za-z_][A-Za-z0-9_-]*$/.test(part)) path += path === '' ? part : `.${part}`;
    else path += `[${JSON.stringify(part)}]`;
  }
  return path;
}
