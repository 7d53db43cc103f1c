import { createSignal } from 'solid-js';

const [sidebarOpen, setSidebarOpen] = createSignal(false);

/** Only on narrow windows, where the sidebar is a drawer. */
export { sidebarOpen };
export const openSidebar = (): void => void setSidebarOpen(true);
export const closeSidebar = (): void => void setSidebarOpen(false);
