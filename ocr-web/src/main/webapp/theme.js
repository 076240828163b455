// Runs before the first paint, so that a remembered theme does not flash.
try {
  const theme = localStorage.getItem('lisible.theme');
  if (theme === 'dark' || theme === 'light') {
    document.documentElement.dataset.theme = theme;
  }
} catch {
  // A browser that stores nothing follows the system.
}
