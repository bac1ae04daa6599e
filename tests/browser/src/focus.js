// Says "seen", or what is wrong with where focus is.
const at = document.activeElement;
if (at === document.body || at === null) return 'focus is lost';
const { top, bottom, left, right, width, height } = at.getBoundingClientRect();
const what = `${at.tagName} ${at.className} ${at.id} ${at.innerText ?? ''}`.trim();
if (!width || !height) return `focus is on what is not there: ${what}`;
if (at.tabIndex < 0) return 'seen'; // a heading or summary that focus was led to: its place at the top of the page is the sign
if (bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth) return `focus is out of sight: ${what}`;
const rings = [at, at.closest('label'), at.closest('.k-field')].filter(Boolean).some((element) => {
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
});
return rings ? 'seen' : `focus can't be seen on ${what}`;
