"""How pages look: on a wide screen, on a narrow one, in the dark and on paper.

Impact and marks are told in words and by the form of a line; the colours only help. Text has a contrast of at least
7 to 1 on its ground. Pictures stay on white in the dark.
"""

STYLE = """
:root { --ink: #1f2933; --quiet: #4a5663; --ground: #ffffff; --raised: #f5f7fa; --line: #9aa5b1;
  --breaking: #8f2d00; --behavioural: #5c4300; --editorial: #00436b; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eef1f5; --quiet: #c0c9d3; --ground: #14191f; --raised: #1f262e; --line: #6b7885;
    --breaking: #ffb694; --behavioural: #f2d675; --editorial: #a9d4f5; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); line-height: 1.5;
  font-family: Verdana, "DejaVu Sans", "Noto Sans", sans-serif; font-size: 1rem; }
main { max-width: 96rem; margin: 0 auto; padding: 1.5rem; }
main > *, .change > *, .group > * { max-width: 60rem; }
.change, .pair, .picture, table { max-width: none; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.5rem 0 .5rem; border-top: 1px solid var(--line); padding-top: 1.5rem; }
h3 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
h4 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p { margin: .25rem 0 .75rem; }
.verdict, .headline { font-size: 1.1rem; }
.verdict.breaking, .verdict.behavioural, .verdict.editorial { border-left: 3px solid; padding: .25rem 0 .25rem .75rem; background: var(--raised); }
.verdict.breaking { border-left: 8px double var(--breaking); }
.verdict.behavioural { border-left-color: var(--behavioural); }
.verdict.editorial { border-left-style: dotted; border-left-color: var(--editorial); }
.verdict .breaking, .verdict .behavioural, .verdict .editorial { padding: .1rem .4rem; border-radius: 3px; color: var(--ground); white-space: nowrap; }
.verdict .breaking { background: var(--breaking); }
.verdict .behavioural { background: var(--behavioural); }
.verdict .editorial { background: var(--editorial); }
.bump { font-weight: bold; }
.bump.breaking { color: var(--breaking); }
.bump.behavioural { color: var(--behavioural); }
.bump.editorial { color: var(--editorial); }
.sides, .place, .why, .note, figcaption, .key { color: var(--quiet); }
code { font-family: "DejaVu Sans Mono", Consolas, monospace; font-size: .9em; overflow-wrap: anywhere; }
ul.changes { list-style: none; padding: 0; margin: 0; }
ul.changes li { border-left: 3px solid; padding: .1rem 0 .1rem .75rem; margin: .6rem 0; overflow-wrap: anywhere; break-inside: avoid; }
ul.changes p { margin: 0; }
.impact { font-weight: bold; }
ul.changes li.breaking { border-left: 8px double var(--breaking); }
ul.changes li.behavioural { border-left-color: var(--behavioural); }
ul.changes li.editorial { border-left-style: dotted; border-left-color: var(--editorial); }
.breaking > p > .impact { color: var(--breaking); }
.behavioural > p > .impact { color: var(--behavioural); }
.editorial > p > .impact { color: var(--editorial); }
.place, .why { font-size: .875rem; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { text-align: left; padding: .35rem 1rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number { text-align: right; }
a { color: var(--editorial); }
.pair { margin: 1rem 0; }
.pair > input { margin: 0 .25rem 0 0; }
.pair > label { margin-right: 1.25rem; }
.pictures { display: flex; flex-wrap: wrap; gap: 1rem; margin-top: .75rem; align-items: flex-start; }
figure { margin: 0; flex: 1 1 20rem; max-width: 100%; min-width: 0; }
figcaption { font-weight: bold; margin-bottom: .25rem; }
.drawing { background: #fff; border: 1px solid var(--line); border-radius: 4px; padding: .5rem; }
.drawing svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
.only-before:checked ~ .pictures > .after, .only-after:checked ~ .pictures > .before { display: none; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--raised); padding: .75rem; line-height: 1.4; max-width: 60rem; }
summary { cursor: pointer; }
:focus-visible { outline: 3px solid var(--editorial); outline-offset: 2px; }
@media print {
  :root { --ink: #000; --quiet: #333; --ground: #fff; --line: #777; --breaking: #000; --behavioural: #000; --editorial: #000; }
  main { max-width: none; padding: 0; }
  .pair > input, .pair > label, .pair > .choose, details:not([open]) { display: none; }
  .pictures { display: block; }
  .verdict .breaking, .verdict .behavioural, .verdict .editorial { padding: 0; background: none; color: #000; }
  .pictures > .before, .pictures > .after { display: block !important; break-inside: avoid; }
  .drawing { border: none; padding: 0; }
  .drawing svg { max-height: 24cm; }
  h2, h3, h4 { break-after: avoid; }
}
"""
