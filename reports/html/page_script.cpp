#include "reports/html/page_parts.hpp"

namespace benignity {

// The one script of the page. It only searches: without it the field is not shown and nothing else
// is missing. Its hash stands in the page's policy, so that no text of a report can ever run;
// tests/reports/html/report_html_test.py holds the two together.
std::string_view page_script() {
  return R"(
(() => {
  const field = document.getElementById('search');
  const found = document.getElementById('found');
  const claims = [...document.querySelectorAll('.claim')];
  const groups = [...document.querySelectorAll('.group')];
  const texts = claims.map(claim => [claim.textContent,
    ...[...claim.querySelectorAll('math')].map(math => math.getAttribute('alttext'))]
    .join(' ').toLowerCase());
  field.closest('p').hidden = false;
  field.addEventListener('input', () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    claims.forEach((claim, i) => {
      claim.hidden = !words.every(word => texts[i].includes(word));
    });
    groups.forEach(group => { group.hidden = !group.querySelector('.claim:not([hidden])'); });
    const count = claims.filter(claim => !claim.hidden).length;
    found.textContent = words.length ? count + ' of ' + claims.length + ' claims' : '';
  });
})();
)";
}

std::string_view page_script_hash() {
  return "sha256-4l5Cv+kWkjRXxEvS1fqkT5uZ1UXe/YMwFqwWIzxzfBQ=";
}

}  // namespace benignity
