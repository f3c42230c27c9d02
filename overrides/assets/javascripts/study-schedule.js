/* When cards come back: the algorithm FSRS by the library ts-fsrs, and which card is next. */
(function () {
  'use strict';
  const Study = (globalThis.Study = globalThis.Study || {});
  const MINUTE = 60e3;
  const DAY = 86400e3;
  const REVIEW = 2; // the state of a card that has left its first steps
  const AHEAD = 20 * MINUTE; // where nothing else is left, a card is shown this much before its time

  /* Return a card as the library takes it. */
  const given = (record) => ({
    ...record,
    elapsed_days: 0,
    due: new Date(record.due),
    last_review: new Date(record.last_review),
  });

  /* Return a card of the library as a record, which keeps when the card was met. */
  const kept = (card, first) => ({
    due: card.due.getTime(),
    stability: card.stability,
    difficulty: card.difficulty,
    scheduled_days: card.scheduled_days,
    learning_steps: card.learning_steps,
    reps: card.reps,
    lapses: card.lapses,
    state: card.state,
    last_review: card.last_review.getTime(),
    first,
  });

  /* Return the record of a card (null: a new one) after each of the ratings 1 to 4 at the time `now`. */
  Study.outcomes = function (record, now) {
    const { createEmptyCard, fsrs } = globalThis.FSRS;
    const card = record ? given(record) : createEmptyCard(new Date(now));
    const all = fsrs().repeat(card, new Date(now));
    return [1, 2, 3, 4].map((rating) => kept(all[rating].card, record ? record.first : now));
  };

  /* Say how long a time is in a word or two. */
  Study.span = function (milliseconds) {
    const units = [
      ['year', 365 * DAY],
      ['month', 30 * DAY],
      ['day', DAY],
      ['h', 60 * MINUTE],
      ['min', MINUTE],
    ];
    const [unit, size] = units.find((one) => milliseconds >= 0.95 * one[1]) || units[units.length - 1];
    const digits = size > DAY && milliseconds < 10 * size ? 1 : 0; // 1.4 months, but 3 days
    const number = Number(Math.max(1, milliseconds / size).toFixed(digits));
    return `${number} ${unit}${size >= DAY && number !== 1 ? 's' : ''}`;
  };

  /* Return the first and the last millisecond of the day of `now`, by the reader's clock. */
  Study.day = function (now) {
    const start = new Date(now);
    start.setHours(0, 0, 0, 0);
    const end = new Date(start);
    end.setDate(end.getDate() + 1);
    return [start.getTime(), end.getTime() - 1];
  };

  /*
   * Sort cards by what is to be done with them at the time `now`: `due` and `soon` (both by their time), `fresh`.
   *
   * A card in its first steps is due at its minute, a later one from the beginning of its day.
   */
  Study.sorted = function (ids, progress, now) {
    const evening = Study.day(now)[1];
    const piles = { due: [], soon: [], fresh: [] };
    for (const id of ids) {
      const record = progress.get(id);
      if (!record) piles.fresh.push(id);
      else if (record.due <= (record.state === REVIEW ? evening : now)) piles.due.push(id);
      else if (record.due <= now + AHEAD) piles.soon.push(id);
    }
    const time = (one, other) => progress.get(one).due - progress.get(other).due || (one < other ? -1 : 1);
    piles.due.sort(time);
    piles.soon.sort(time);
    return piles;
  };

  /* Say how many cards were rated today, and how many of them were met today. */
  Study.today = function (progress, now) {
    const morning = Study.day(now)[0];
    const records = [...progress.records.values()];
    return {
      rated: records.filter((one) => one.last_review >= morning).length,
      met: records.filter((one) => one.first >= morning).length,
    };
  };

  /* Return when the next of the cards comes back, null where none does. */
  Study.back = function (ids, progress) {
    const times = ids
      .map((id) => progress.get(id))
      .filter(Boolean)
      .map((record) => record.due);
    return times.length ? times.reduce((one, other) => Math.min(one, other)) : null;
  };

  /* Return cards in the order in which they are met: the topics in turn, each in its own order. */
  Study.interleaved = function (cards) {
    const seen = new Map();
    const ranked = cards.map((card, place) => {
      const rank = seen.get(card.topic) || 0;
      seen.set(card.topic, rank + 1);
      return { card, rank, place };
    });
    return ranked.sort((one, other) => one.rank - other.rank || one.place - other.place).map(({ card }) => card);
  };
})();
