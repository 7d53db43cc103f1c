// Runs before the first paint, so that a chosen theme or density never flashes. A file of its own: inline script is forbidden.
(function () {
  try {
    const root = document.documentElement;
    const theme = localStorage.getItem('regent.theme');
    const density = localStorage.getItem('regent.density');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    if (density === 'compact') root.dataset.density = density;
  } catch {
    // Storage is closed to us: the system's theme stands.
  }
})();
