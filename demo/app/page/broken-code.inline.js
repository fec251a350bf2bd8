// Part of index.html itself, put there by the build (src/fetching/checked-code/vite-plugin.ts): says which file of the page the browser refused,
// where the code that says everything else may be that file.
addEventListener(
  'error',
  ({ target }) => {
    const address = target instanceof HTMLScriptElement ? target.src : target instanceof HTMLLinkElement && target.href;
    if (!address) return;
    const show = () => {
      const alert = document.querySelector('.broken-code') ?? document.createElement('p');
      alert.className = 'broken-code';
      alert.role = 'alert';
      alert.textContent = `This page is not whole: ${address.split('/').pop()} could not be loaded, or is not the file that belongs to it, and is not used. Reload the page. If that does not help, something between this device and the site changes its files.`;
      document.body.prepend(alert);
    };
    if (document.body) show();
    else addEventListener('DOMContentLoaded', show);
  },
  true,
);
