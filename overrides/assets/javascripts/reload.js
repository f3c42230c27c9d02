// Loads a page again when it was made anew. Only `serve` puts it into pages, with the time at which they were made.
(function () {
  'use strict';

  const built = Number(document.currentScript.dataset.built);

  // The server answers as soon as something was built since `built`, and after a minute at the latest.
  function wait() {
    fetch('/livereload/' + built + '/' + built)
      .then(function (answer) { return answer.text(); })
      .then(function (newest) { if (Number(newest) > built) { location.reload(); } else { wait(); } })
      .catch(function () { setTimeout(wait, 3000); });
  }
  wait();
}());
