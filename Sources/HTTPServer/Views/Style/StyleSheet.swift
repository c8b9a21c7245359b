/// The one style sheet, at `/style.css`: light and dark, wide and narrow, on screen and on paper.
enum StyleSheet {
  static let css = [colours, frame, team, rota, tickets, ticket, acknowledge, survey, narrow, paper].joined(
    separator: "\n")

  /// All colours. Text on its ground has a contrast of 4.5 or more in both schemes, and the outline of what is pressed or
  /// written into (`--control`) one of 3 or more (WCAG 2.2, AA).
  private static let colours = """
    :root {
      color-scheme: light dark;
      --ground: #f4f6f8; --sheet: #ffffff; --sunk: #f0f3f6; --line: #d9e0e7; --line-strong: #b8c3ce; --control: #76838f;
      --ink: #17212b; --soft: #556372; --brand: #0b5c74; --brand-ink: #ffffff; --bar: #0d2b3a; --bar-ink: #f2f8fa;
      --today: #e6f3f7; --good: #17663f; --good-ground: #e6f4ec; --warn: #7a4b00; --warn-ground: #fdf1d8;
      --bad: #a31621; --bad-ground: #fdeaea; --shadow: 0 1px 2px rgb(16 32 48 / .07), 0 2px 8px rgb(16 32 48 / .05);
      --tone-0: #1f77a4; --tone-1: #b3631b; --tone-2: #3b8a4e; --tone-3: #8d4fa8; --tone-4: #b8405e; --tone-5: #66752a;
      --tone-6: #4a62c4; --tone-7: #80604d;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #0f161c; --sheet: #18222b; --sunk: #131c24; --line: #2b3945; --line-strong: #465868; --control: #748899;
        --ink: #e6edf3; --soft: #a0b0be; --brand: #6fc4dd; --brand-ink: #06222c; --bar: #0a1117; --bar-ink: #e6edf3;
        --today: #1a3440; --good: #7fd3a3; --good-ground: #14301f; --warn: #f0c069; --warn-ground: #33270d;
        --bad: #ff9c9c; --bad-ground: #3c1a1d; --shadow: 0 0 0 1px rgb(255 255 255 / .03);
        --tone-0: #5ab2dd; --tone-1: #e39a55; --tone-2: #74c287; --tone-3: #c08ad8; --tone-4: #ea7d98;
        --tone-5: #a9ba63; --tone-6: #8fa3f2; --tone-7: #bf9c86;
      }
    }
    """

  private static let frame = """
    *, *::before, *::after { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
    body { margin: 0; background: var(--ground); color: var(--ink); line-height: 1.5;
      font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif; }
    .wrap { max-width: 76rem; margin: 0 auto; padding-inline: 1.25rem; }
    h1, h2, h3, h4 { line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
    h1 { font-size: 1.75rem; letter-spacing: -.01em; }
    h2 { font-size: 1.4rem; }
    h3 { font-size: 1.05rem; margin: 1.75rem 0 .6rem; }
    h3 .soft { font-weight: 400; }
    p { margin: .4rem 0; }
    a { color: var(--brand); text-underline-offset: .15em; }
    a:focus-visible, button:focus-visible, summary:focus-visible, [tabindex]:focus-visible {
      outline: 3px solid var(--brand); outline-offset: 2px; border-radius: 4px; }
    code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .875em;
      background: var(--sunk); border: 1px solid var(--line); border-radius: 4px; padding: .1em .35em;
      overflow-wrap: anywhere; }
    summary { cursor: pointer; }
    time, .hint { white-space: nowrap; }
    .soft { color: var(--soft); font-size: .9rem; }
    .skip { position: absolute; left: -99rem; top: 0; background: var(--sheet); padding: .6rem 1rem; z-index: 9; }
    .skip:focus { left: 0; }
    .bar { background: var(--bar); color: var(--bar-ink); }
    .bar-row { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.5rem; min-height: 3.25rem; }
    .brand { display: inline-flex; align-items: center; gap: .55rem; color: inherit; text-decoration: none;
      font-weight: 650; font-size: 1.1rem; letter-spacing: .01em; padding: .4rem 0; }
    .mark-ring { fill: none; stroke: currentColor; stroke-width: 1.8; }
    .mark-half { fill: #4fb6d3; }
    .mark-hub { fill: currentColor; }
    .bar a:focus-visible { outline-color: #8fdcf0; }
    .jump { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; margin-left: auto; min-width: 0;
      overflow-wrap: anywhere; }
    .jump a { min-width: 0; color: inherit; opacity: .9; padding: .4rem 0; text-decoration-color: rgb(255 255 255 / .4); }
    main { padding-top: 1.75rem; padding-bottom: 2rem; }
    .foot { color: var(--soft); font-size: .85rem; padding-bottom: 2rem; }
    .opening { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: end; gap: .75rem 2rem;
      margin-bottom: 1.25rem; }
    .tally { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; margin: 0; padding: 0; }
    .tally li { background: var(--sheet); border: 1px solid var(--line); border-radius: 999px;
      padding: .25rem .85rem; font-size: .9rem; }
    .tally li.tally-warn { background: var(--warn-ground); border-color: transparent; color: var(--warn); }
    .tally li.tally-bad { background: var(--bad-ground); border-color: transparent; color: var(--bad); }
    .empty { background: var(--sheet); border: 1px dashed var(--line-strong); border-radius: 10px;
      padding: 1rem 1.25rem; color: var(--soft); }
    .empty h2 { color: var(--ink); }
    .empty code { color: var(--ink); }
    .empty li { margin: .35rem 0; }
    .notice { background: var(--warn-ground); border-left: 4px solid var(--warn); border-radius: 6px;
      padding: .6rem 1rem; margin: .75rem 0; overflow-wrap: anywhere; }
    .notice strong { color: var(--warn); }
    .notice-bad { background: var(--bad-ground); border-left-color: var(--bad); }
    .notice-bad strong { color: var(--bad); }
    .notice ul { margin: .35rem 0; padding-left: 1.2rem; }
    .fine { color: var(--good); font-size: .9rem; }
    .fine::before { content: "✓ "; }
    """
}
