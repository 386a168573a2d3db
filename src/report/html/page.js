'use strict';
(() => {
  const root = document.documentElement;
  const one = (selector) => document.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const cards = all('.card');
  const sections = all('main > section');
  const boxes = all('.facet input');
  const search = one('.search input');
  const keys = one('#keys');

  // Light or dark: as the system has it, until somebody chooses.
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const stored = { get: () => null, set: () => {} };
  try {
    const store = window.localStorage;
    stored.get = () => store.getItem('portcullis-theme');
    stored.set = (theme) => store.setItem('portcullis-theme', theme);
  } catch { /* A page from a file may have no store. */ }
  const paint = (theme) => { if (theme === 'light' || theme === 'dark') root.dataset.theme = theme; };
  const flip = () => {
    const now = root.dataset.theme || (dark.matches ? 'dark' : 'light');
    paint(now === 'dark' ? 'light' : 'dark');
    try { stored.set(root.dataset.theme); } catch { /* Full, or forbidden. */ }
  };
  try { paint(stored.get()); } catch { /* Forbidden. */ }

  // What can be pressed is there only with a script.
  root.classList.add('js');
  all('.tools, .search').forEach((tool) => { tool.hidden = false; });
  boxes.forEach((box) => { box.disabled = false; });
  const panel = one('.panel');
  if (panel && matchMedia('(max-width: 60rem)').matches) panel.open = false;

  // Filter: within a group any of what is chosen, all groups and all words together.
  const texts = new Map();
  const textOf = (card) => {
    if (!texts.has(card)) texts.set(card, card.textContent.toLowerCase());
    return texts.get(card);
  };
  const filter = () => {
    const chosen = new Map();
    boxes.filter((box) => box.checked).forEach((box) => {
      chosen.set(box.name, (chosen.get(box.name) || new Set()).add(box.value));
    });
    const words = search ? search.value.toLowerCase().split(/\s+/).filter(Boolean) : [];
    const active = chosen.size > 0 || words.length > 0;
    let shown = 0;
    cards.forEach((card) => {
      const fits = [...chosen].every(([name, values]) => values.has(card.dataset[name]))
        && words.every((word) => textOf(card).includes(word));
      card.hidden = !fits;
      shown += fits;
    });
    sections.forEach((section) => {
      const own = all('.card', section);
      const hits = own.some((card) => !card.hidden);
      section.hidden = active && !hits;
      const fold = one(`#${section.id} > .fold`);
      if (active && hits && fold) fold.open = true;
    });
    one('.matches').textContent = active ? `${shown} of ${cards.length} shown` : '';
    one('#nothing').hidden = !active || shown > 0;
    root.classList.toggle('filtered', active);
  };
  const clear = () => {
    boxes.forEach((box) => { box.checked = false; });
    search.value = '';
    filter();
  };
  if (search) {
    let waiting = 0;
    search.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(filter, 60); });
    boxes.forEach((box) => box.addEventListener('change', filter));
    one('form').addEventListener('submit', (event) => event.preventDefault());
    one('#clear').addEventListener('click', clear);
    // A browser may bring back what was chosen before.
    filter();
  }

  // From finding to finding.
  const visible = () => cards.filter((card) => card.getClientRects().length > 0);
  const step = (by) => {
    const list = visible();
    if (list.length === 0) return;
    const here = list.indexOf(document.activeElement && document.activeElement.closest('.card'));
    const next = here < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(here + by, 0), list.length - 1);
    const summary = list[next].querySelector('summary');
    summary.focus({ preventScroll: true });
    list[next].scrollIntoView({ block: 'start' });
  };
  const toggle = () => {
    const shut = visible().every((card) => card.firstElementChild.open);
    visible().forEach((card) => { card.firstElementChild.open = !shut; });
  };
  const escape = () => {
    if (document.activeElement && document.activeElement !== document.body) document.activeElement.blur();
    else if (search) clear();
  };
  const actions = {
    j: () => step(1),
    k: () => step(-1),
    e: toggle,
    t: flip,
    '?': () => keys.showModal(),
    '/': () => { if (search) { panel.open = true; search.focus(); search.select(); } },
    Escape: escape,
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    const typing = event.target === search;
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : null;
    if (!action || (typing && event.key !== 'Escape')) return;
    event.preventDefault();
    action();
  });
  one('#theme').addEventListener('click', flip);
  one('#help').addEventListener('click', () => keys.showModal());
  keys.addEventListener('click', (event) => { if (event.target === keys) keys.close(); });

  // A link leads into what is folded.
  const reveal = () => {
    let target = null;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { /* No text. */ }
    if (!target) return;
    for (let fold = target.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
    const own = target.querySelector(':scope > details');
    if (own) own.open = true;
    target.scrollIntoView({ block: 'start' });
  };
  addEventListener('hashchange', reveal);
  reveal();

  // On paper nothing can be opened.
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = all('main details:not([open])');
    opened.forEach((details) => { details.open = true; });
  });
  addEventListener('afterprint', () => opened.forEach((details) => { details.open = false; }));
})();
