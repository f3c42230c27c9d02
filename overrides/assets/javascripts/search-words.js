// Cuts what a reader types into words, as build_tools/search/words.py cuts the texts, and compares misspelt ones.
'use strict';

(function (root) {
  const TOKEN = /[\p{L}\p{N}]+(?:\.[0-9]+)?(?:[-‐‒–−][\p{L}\p{N}]+(?:\.[0-9]+)?)*/gu;

  function fold(text, signs) {
    return text.normalize('NFKC').toLowerCase().normalize('NFKD').replace(/\p{Mn}/gu, '')
      .replace(/[^\x00-\x7f]/gu, (sign) => (signs.has(sign) ? ` ${signs.get(sign)} ` : sign))
      .replace(/(?<=[0-9]) ?[x×*] ?(?=[0-9])/g, 'x')
      .replace(/['’ʼ](?:s|re|ve|ll|d|m)?(?![a-z])|(?<=n)['’ʼ](?=t(?![a-z]))/g, '')
      .replace(/(?<=[a-z])\+\+/g, 'plusplus')
      .replace(/(?<=[a-z])#/g, 'sharp');
  }

  // The words of a text in order, each as the list of its parts between hyphens; `signs` has the names of signs.
  function compounds(text, signs) {
    return (fold(text, signs).match(TOKEN) || []).map((one) => one.split(/[-‐‒–−]/));
  }

  // Slips between two words: letters left out, added, changed or swapped with the next; `most + 1` stands for more.
  // With `open`, the second word may go on behind its end.
  function slips(one, other, most, open) {
    if (Math.abs(one.length - other.length) > most && !(open && other.length > one.length)) return most + 1;
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i += 1) {
      const now = [i];
      let least = i;
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1;
        now[j] = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          now[j] = Math.min(now[j], before[j - 2] + 1);
        }
        least = Math.min(least, now[j]);
      }
      if (least > most) return most + 1;
      before = last;
      last = now;
    }
    return open ? Math.min(...last) : last[other.length];
  }

  // The letters of a word as a set of bits.
  function letters(word) {
    let bits = 0;
    for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) & 31);
    return bits;
  }

  // How many letters of the first set the second lacks: no word with fewer slips than this can be meant.
  function lacking(one, other) {
    let bits = one & ~other;
    let count = 0;
    for (; bits; bits &= bits - 1) count += 1;
    return count;
  }

  root.SearchWords = { compounds, slips, letters, lacking };
})(typeof module === 'object' ? module.exports : window);
