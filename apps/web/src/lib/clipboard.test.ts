import { afterEach, expect, it, vi } from 'vitest';
import { copyText } from './clipboard.ts';

afterEach(() => vi.unstubAllGlobals());

/** A page without a secure context has no clipboard API; a text field and the old command are left. */
function stubPage(options: { secure: boolean; clipboard?: { writeText(text: string): Promise<void> } }) {
  const copied: string[] = [];
  const area = { value: '', readOnly: false, className: '', select: () => {}, remove: vi.fn<() => void>() };
  vi.stubGlobal('window', { isSecureContext: options.secure });
  vi.stubGlobal('navigator', { clipboard: options.clipboard });
  vi.stubGlobal('HTMLElement', Object);
  vi.stubGlobal('document', {
    activeElement: null,
    body: { append: () => {} },
    createElement: () => area,
    execCommand: () => copied.push(area.value) > 0,
  });
  return { copied, area };
}

it('a key can be copied over plain HTTP, and nothing of it is left in the page', async () => {
  const { copied, area } = stubPage({ secure: false });
  expect(await copyText('sk-new')).toBe(true);
  expect(copied).toEqual(['sk-new']);
  expect(area.remove).toHaveBeenCalled();
});

it('a refused permission is no end of it', async () => {
  const refuse = async () => {
    throw new Error('denied');
  };
  const { copied } = stubPage({ secure: true, clipboard: { writeText: refuse } });
  expect(await copyText('sk-new')).toBe(true);
  expect(copied).toEqual(['sk-new']);
});
