// Asking for a question: shows the nearest ones while one types, and hands the question to the form of the code host.
'use strict';

(function () {
  const SHOWN = 5;
  const field = document.getElementById('__ask_question');
  const said = document.getElementById('__ask_said');
  const near = document.getElementById('__ask_near');
  const form = document.getElementById('__ask_form'); // only where the code host has one
  const plain = form && form.href;
  let last = 0;

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function address(record) {
    return new URL(`questions/${record.id}/${window.site.file}`, window.siteSearch.root).href;
  }

  function item(record) {
    const made = document.createElement('li');
    const link = element('a', '', record.title);
    link.href = address(record);
    made.append(link, element('span', 'ask-topic', record.topic), element('span', 'ask-short', record.short));
    return made;
  }

  // The form with the question filled in, and the nearest one's address where others can open it too.
  function fill(question, nearest) {
    const filled = new URL(plain);
    if (question) filled.searchParams.set('question', question);
    if (nearest && location.protocol.startsWith('http')) filled.searchParams.set('nearest', address(nearest));
    form.href = filled.href;
  }

  // An answer that comes behind a later question's is dropped.
  async function look() {
    const asked = (last += 1);
    const question = field.value.trim();
    if (form) fill(question);
    try {
      const index = await window.siteSearch.index();
      const hits = question ? (await index.find(question, SHOWN)).hits : [];
      if (asked !== last) return;
      said.textContent = hits.length ? 'Is it one of these?' : '';
      near.replaceChildren(...hits.map(item));
      if (form) fill(question, hits[0]);
    } catch (error) {
      said.textContent = 'The questions could not be loaded; the form works without them.';
      throw error;
    }
  }

  field.addEventListener('input', look);
  document.getElementById('__ask').hidden = false;
  const given = new URLSearchParams(location.search).get('question');
  if (given) field.value = given;
  if (field.value) look();
})();
