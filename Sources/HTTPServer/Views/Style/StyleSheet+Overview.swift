extension StyleSheet {
  static let team = """
    .team { background: var(--sheet); border: 1px solid var(--line); border-radius: 14px; box-shadow: var(--shadow);
      padding: 1.35rem 1.5rem 1.5rem; margin-bottom: 1.75rem; }
    .team-head { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline;
      gap: .1rem 1.5rem; }
    .team-head p { margin: 0; }
    .team > h3:first-of-type { margin-top: 1rem; }
    .duties { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem;
      grid-template-columns: repeat(auto-fill, minmax(15.5rem, 1fr)); }
    .duty { border: 1px solid var(--line); border-top: 4px solid var(--brand); border-radius: 10px;
      padding: .8rem 1rem; min-width: 0; overflow-wrap: anywhere; }
    .duty p { margin: .15rem 0; font-size: .95rem; }
    .duty h4 { font-size: .78rem; font-weight: 650; text-transform: uppercase; letter-spacing: .06em;
      color: var(--soft); }
    .duty .who { font-size: 1.35rem; font-weight: 650; line-height: 1.25; }
    .duty .stand-in { color: var(--warn); font-size: .9rem; }
    .following-at { display: block; color: var(--soft); font-size: .9rem; }
    .duty .following { border-top: 1px solid var(--line); margin-top: .6rem; padding-top: .5rem; }
    .tag { font-size: .75rem; font-weight: 650; color: var(--soft); border: 1px solid var(--line-strong);
      border-radius: 4px; padding: .05rem .4rem; margin-right: .2rem; }
    .duty-off { border-top-color: var(--line-strong); background: var(--sunk); }
    .duty .who-none { color: var(--soft); font-weight: 500; }
    .duty details { font-size: .85rem; color: var(--soft); margin-top: .35rem; }
    .duty details p { font-size: inherit; }
    .subscribe { background: var(--sunk); border: 1px solid var(--line); border-radius: 10px;
      padding: .6rem 1.1rem .8rem; overflow-wrap: anywhere; }
    .commands { display: flex; flex-wrap: wrap; gap: .4rem 2rem; margin: .6rem 0; }
    .commands dt { font-size: .85rem; color: var(--soft); }
    .commands dd { margin: .1rem 0 0; }
    .subscribe code { background: var(--sheet); }
    .subscribe var { font-weight: 650; }
    """

  static let rota = """
    .grid-scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 10px; }
    .grid { border-collapse: collapse; table-layout: fixed; width: 100%; min-width: 62rem; font-size: .9rem; }
    .grid thead th:first-child { width: 6.5rem; } .grid thead th:nth-child(2) { width: 6.6rem; }
    .grid th, .grid td { text-align: left; vertical-align: top; padding: .4rem .55rem;
      border-bottom: 1px solid var(--line); }
    .grid thead th { background: var(--sunk); font-size: .82rem; color: var(--soft); font-weight: 600;
      white-space: nowrap; }
    .grid tbody:last-child tr:last-child > * { border-bottom: 0; }
    .grid tbody + tbody tr:first-child > * { border-top: 1px solid var(--line-strong); }
    .grid-duty { font-weight: 650; overflow-wrap: anywhere; }
    .grid-hours { font-weight: 400; color: var(--soft); white-space: nowrap; font-variant-numeric: tabular-nums; }
    .grid td { overflow-wrap: anywhere; }
    .grid .weekend { background: var(--sunk); }
    .grid td.today { background: var(--today); border-left: 2px solid var(--brand); border-right: 2px solid var(--brand); }
    .grid thead th.today { background: var(--brand); color: var(--brand-ink); }
    .grid .today-tag { display: block; margin-left: 0; }
    .today-tag { margin-left: .4rem; font-size: .72rem; font-weight: 700; text-transform: uppercase;
      letter-spacing: .04em; }
    .chip { display: block; border-left: 3px solid var(--line-strong); padding-left: .4rem; margin: .1rem 0;
      line-height: 1.3; }
    .chip-hours { font-size: .8rem; color: var(--soft); white-space: nowrap; display: block; }
    .clash { display: inline-block; background: var(--warn-ground); color: var(--warn); font-size: .75rem;
      font-weight: 650; border: 1px solid var(--warn); border-radius: 4px; padding: 0 .3rem; }
    .chip-stand { font-size: .8rem; color: var(--soft); display: block; }
    .chip-open { display: inline-block; background: var(--bad-ground); color: var(--bad); font-size: .75rem;
      font-weight: 650; border: 1px solid var(--bad); border-radius: 4px; padding: 0 .3rem; }
    .nothing { color: var(--soft); }
    .tone-0 { border-color: var(--tone-0); } .tone-1 { border-color: var(--tone-1); }
    .tone-2 { border-color: var(--tone-2); } .tone-3 { border-color: var(--tone-3); }
    .tone-4 { border-color: var(--tone-4); } .tone-5 { border-color: var(--tone-5); }
    .tone-6 { border-color: var(--tone-6); } .tone-7 { border-color: var(--tone-7); }
    .next-week { margin-top: .9rem; }
    .next-week summary { font-weight: 650; padding: .35rem 0; cursor: pointer; }
    .next-week summary .soft { font-weight: 400; }
    .week-list { display: none; list-style: none; margin: 0; padding: 0; }
    """

  static let tickets = """
    .tickets { border-collapse: collapse; width: 100%; font-size: .95rem; }
    .tickets th, .tickets td { text-align: left; vertical-align: top; padding: .55rem .75rem .55rem 0;
      border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
    .tickets thead th { font-size: .82rem; color: var(--soft); font-weight: 600; padding-top: 0; }
    .tickets .t-title { font-weight: 600; padding-left: .75rem; }
    .tickets thead th:nth-child(2) { padding-left: .75rem; }
    .tickets .t-facts { display: block; font-weight: 400; font-size: .85rem; }
    .tickets .t-due { width: 13rem; padding-left: .75rem; border-left: 4px solid transparent; }
    .tickets thead th:first-child { padding-left: calc(.75rem + 4px); }
    .tickets .t-hint { display: block; font-size: .85rem; }
    .tickets .t-owner { width: 10rem; } .tickets .t-action { width: 15rem; }
    .is-late .t-due { border-left-color: var(--bad); background: var(--bad-ground); }
    .is-waiting .t-due { border-left-color: var(--warn); }
    .late { display: inline-block; background: var(--bad); color: var(--sheet); font-size: .78rem; font-weight: 700;
      border-radius: 4px; padding: .05rem .4rem; }
    .late-soft { color: var(--warn); font-weight: 600; }
    """

  /// At the width of a phone the grid becomes a list per day, and each ticket a card.
  static let narrow = """
    @media screen and (max-width: 47rem) {
      .wrap { padding-inline: .85rem; }
      main { padding-top: 1.1rem; }
      h1 { font-size: 1.45rem; }
      .jump { margin-left: 0; }
      .team { padding: 1rem .95rem 1.1rem; border-radius: 12px; }
      .duties { grid-template-columns: 1fr; }
      .grid-scroll { display: none; }
      .week-list { display: block; }
      .week-day { border: 1px solid var(--line); border-radius: 10px; padding: .55rem .8rem; margin-bottom: .5rem; }
      .week-day.today { background: var(--today); border: 2px solid var(--brand); }
      .week-day h4 { font-size: .92rem; margin-bottom: .2rem; }
      .week-day ul { list-style: none; margin: 0; padding: 0; }
      .week-day li { display: flex; gap: .75rem; justify-content: space-between; padding: .2rem 0;
        border-top: 1px solid var(--line); font-size: .92rem; }
      .entry-what { flex: 1 1 55%; min-width: 0; overflow-wrap: anywhere; }
      .entry-what .soft { font-size: .82rem; white-space: nowrap; }
      .entry-who { flex: 1 1 45%; min-width: 0; overflow-wrap: anywhere; }
      .tickets, .tickets tbody, .tickets tr, .tickets td, .tickets tbody th { display: block; width: auto; }
      .tickets thead { position: absolute; left: -99rem; }
      .tickets tr { border: 1px solid var(--line); border-radius: 10px; margin-bottom: .6rem; overflow: hidden; }
      .tickets td, .tickets tbody th { border: 0; padding: .2rem .8rem; }
      .tickets .t-due, .tickets .t-owner, .tickets .t-action { width: auto; }
      .tickets .t-due { padding: .45rem .8rem; border-left-width: 4px; }
      .tickets .t-hint { display: inline; }
      .tickets td[data-label]::before { content: attr(data-label) ": "; color: var(--soft); font-size: .85rem; }
      .tickets td:last-child { padding-bottom: .6rem; }
    }
    """
}
