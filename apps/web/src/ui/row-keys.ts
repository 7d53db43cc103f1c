/**
 * Keys of a list of rows marked `data-row`: ↑ ↓ move the focus and open what they reach (not where it says `still`), Enter
 * goes into the Inspector, ← → close and open a group marked with `aria-expanded`.
 */
export function onRowKeys(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const row = (event.target as HTMLElement).closest<HTMLElement>('[data-row]');
  if (!row || event.target !== row) return;
  switch (event.key) {
    case 'ArrowDown':
    case 'ArrowUp': {
      const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
      const next = rows[rows.indexOf(row) + (event.key === 'ArrowDown' ? 1 : -1)];
      event.preventDefault();
      next?.focus();
      if (next && !next.hasAttribute('aria-expanded') && next.dataset.row !== 'still') next.click();
      return;
    }
    case 'ArrowRight':
    case 'ArrowLeft':
    case ' ': {
      const expanded = row.getAttribute('aria-expanded');
      const wanted = event.key === 'ArrowRight' ? 'false' : event.key === 'ArrowLeft' ? 'true' : expanded;
      if (expanded === null || expanded !== wanted) return;
      event.preventDefault();
      return row.click();
    }
    case 'Enter': {
      event.preventDefault();
      row.click();
      requestAnimationFrame(() =>
        document.querySelector<HTMLElement>('.inspector .body :is(input, select, textarea, button)')?.focus(),
      );
    }
  }
}
