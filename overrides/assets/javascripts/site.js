// What every page needs of scripts: the switch of the colours, and buttons that copy code. Each page works without it.
(function () {
  'use strict';

  const SCHEMES = ['system', 'light', 'dark'];
  const SAID = { system: 'Colours: as the system has them', light: 'Colours: light', dark: 'Colours: dark' };

  function switchColours(button) {
    const root = document.documentElement;
    function say() {
      button.querySelector('.said').textContent = SAID[root.dataset.scheme || 'system'];
      button.title = SAID[root.dataset.scheme || 'system'];
    }
    button.addEventListener('click', function () {
      const next = SCHEMES[(SCHEMES.indexOf(root.dataset.scheme || 'system') + 1) % SCHEMES.length];
      if (next === 'system') delete root.dataset.scheme;
      else root.dataset.scheme = next;
      localStorage.setItem('scheme', next);
      say();
    });
    say();
    button.hidden = false;
  }

  function offerCopy(block) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'tool copy';
    button.textContent = 'Copy';
    button.addEventListener('click', async function () {
      await navigator.clipboard.writeText(block.querySelector('code').innerText);
      button.textContent = 'Copied';
      button.classList.add('done');
      setTimeout(function () {
        button.textContent = 'Copy';
        button.classList.remove('done');
      }, 2000);
    });
    block.append(button);
  }

  switchColours(document.getElementById('__scheme'));
  if (navigator.clipboard) document.querySelectorAll('.highlight').forEach(offerCopy);
})();
