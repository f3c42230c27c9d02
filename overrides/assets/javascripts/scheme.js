// Sets the colours that the reader chose, before the page is drawn. Without a choice, or without scripts, the system's hold.
(function () {
  'use strict';
  try {
    var chosen = localStorage.getItem('scheme');
    if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.scheme = chosen;
  } catch (error) {
    // A browser that keeps nothing shows the system's colours.
    if (!(error instanceof DOMException)) throw error;
  }
})();
