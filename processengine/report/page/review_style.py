"""What the page of a review needs beside the other pages' looks: its verdict, tables that fit a phone, and paper."""

REVIEW_STYLE = """
:root { --good: #0b5c2e; --bad: #8f1d1d; --open: #5c4300; }
@media (prefers-color-scheme: dark) { :root { --good: #9be0b5; --bad: #ffb3b3; --open: #f2d675; } }
main { overflow-wrap: anywhere; }
.ruling { border: 2px solid; border-left-width: 10px; border-radius: 4px; padding: .6rem 1rem; margin: 1rem 0; background: var(--raised); }
.ruling p { margin: 0; font-size: 1.15rem; }
.ruling ul { margin: .5rem 0 0; }
.ruling strong { letter-spacing: .03em; }
.ready { border-color: var(--good); }
.waiting { border-color: var(--open); border-style: dashed; border-left-style: double; }
.blocked { border-color: var(--bad); }
.ready strong, td.good strong { color: var(--good); }
.waiting strong, td.open strong { color: var(--open); }
.blocked strong, td.bad strong, .contradicted h2 { color: var(--bad); }
.contradicted { border: 2px solid var(--bad); border-radius: 4px; padding: .25rem 1rem .5rem; margin: 1rem 0; }
.contradicted h2 { border: none; margin: .25rem 0; padding: 0; font-size: 1.1rem; }
blockquote { margin: .5rem 0; padding: .1rem 0 .1rem 1rem; border-left: 3px solid var(--line); }
table.facts { width: 100%; max-width: 72rem; }
table.facts td p { margin: 0 0 .35rem; }
table.facts td.number { white-space: nowrap; padding-right: 1.5rem; }
table.facts td:first-child { width: 22%; }
table.facts th { white-space: nowrap; }
.first { break-after: avoid; }
@media (max-width: 42rem) {
  main { padding: 1rem .75rem; }
  table.facts, table.facts tbody, table.facts tr, table.facts td { display: block; width: auto; }
  table.facts thead { position: absolute; left: -9999px; }
  table.facts tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
  table.facts td, table.facts td:first-child, table.facts td.number { border: none; padding: .1rem 0; text-align: left; width: auto; white-space: normal; }
  table.facts td[data-label]::before { content: attr(data-label) ": "; color: var(--quiet); }
  ul { padding-left: 1.25rem; }
}
@media print {
  @page { size: A4; margin: 15mm; }
  :root { --good: #000; --bad: #000; --open: #000; }
  body { font-size: 10pt; line-height: 1.4; }
  h2 { margin-top: 1.5rem; padding-top: .75rem; }
  thead { display: table-header-group; }
  tr, li, .ruling, .contradicted, figure, blockquote p { break-inside: avoid; }
  p, li { orphans: 3; widows: 3; }
  .key { break-after: avoid; }
  .pair > .pictures { break-before: avoid; }
  .drawing svg { max-height: 21cm; }
}
"""
