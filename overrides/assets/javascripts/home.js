// The home page: a random question, and where the reader left off (site.js keeps it).
(function () {
  'use strict';

  const root = document.documentElement.dataset.root;

  // The list of questions is a script that calls this function: pages that are opened from a folder may fetch nothing.
  window.chooseQuestion = function (ids) {
    location.assign(root + '/questions/' + ids[Math.floor(Math.random() * ids.length)] + '/' + site.file);
  };

  const random = document.getElementById('__random');
  random.addEventListener('click', function () {
    const list = document.createElement('script');
    list.src = root + '/questions/all.js';
    document.head.append(list);
  });
  random.hidden = false;

  const read = site.lastRead();
  const left = document.getElementById('__left');
  read.forEach(function (one) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = root + '/' + one.page + site.file;
    link.textContent = one.title;
    item.append(link);
    left.querySelector('ul').append(item);
  });
  left.hidden = read.length === 0;
})();
