"""Whether every text of a picture lies inside it, as a browser sets it."""

# Names of the texts that leave the canvas, by more than a pixel, of every picture of the page.
OUTSIDE = """
return [...document.querySelectorAll('svg[role=img][viewBox]')].flatMap(svg => {
  const card = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].filter(text => {
    const box = text.getBoundingClientRect();
    return text.textContent.trim() && box.width > 0 &&
      (box.left < card.left - 1 || box.top < card.top - 1 ||
       box.right > card.right + 1 || box.bottom > card.bottom + 1);
  }).map(text => svg.querySelector('title').textContent + ': ' + text.textContent.trim());
});
"""
# Pairs of texts of one picture that stand on each other, by more than a pixel both ways.
OVERPRINTED = """
return [...document.querySelectorAll('svg[role=img][viewBox]')].flatMap(svg => {
  const boxes = [...svg.querySelectorAll('text')]
    .map(text => [text.textContent.trim(), text.getBoundingClientRect()])
    .filter(([text, box]) => text && box.width > 0);
  const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5 &&
                            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
  return boxes.flatMap(([text, box], i) => boxes.slice(i + 1).filter(([, other]) => overlap(box, other))
    .map(([other]) => svg.querySelector('title').textContent + ': ' + text + ' / ' + other));
});
"""
