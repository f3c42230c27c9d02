// A topic: all answers at once, and its paper form.
(function () {
  'use strict';

  const answers = Array.from(document.querySelectorAll('details.answer'));
  const expand = document.getElementById('__expand');
  const print = document.getElementById('__print');

  expand.addEventListener('click', function () {
    const open = expand.getAttribute('aria-pressed') !== 'true';
    answers.forEach(function (answer) { answer.open = open; });
    expand.setAttribute('aria-pressed', String(open));
    expand.textContent = open ? 'Close all answers' : 'Open all answers';
  });
  print.addEventListener('click', function () { window.print(); });
  expand.hidden = answers.length === 0;
  print.hidden = false;
})();
