extension StyleSheet {
  static let ticket = """
    .crumb { margin-top: 0; font-size: .95rem; }
    .ticket { background: var(--sheet); border: 1px solid var(--line); border-radius: 14px; box-shadow: var(--shadow);
      padding: 1.4rem 1.5rem 1.6rem; max-width: 56rem; }
    .ticket header p { margin: 0; }
    .ticket h2 { font-size: 1.1rem; margin: 1.75rem 0 .6rem; }
    .next-action { background: var(--today); border-left: 5px solid var(--brand); border-radius: 8px;
      padding: .8rem 1.1rem; margin: 1.1rem 0; overflow-wrap: anywhere; }
    .next-action h2 { font-size: .78rem; text-transform: uppercase; letter-spacing: .06em; color: var(--soft);
      margin: 0; }
    .next-action.next-late { background: var(--bad-ground); border-left-color: var(--bad); }
    .big { font-size: 1.25rem; font-weight: 650; }
    .facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: .7rem 1.5rem;
      margin: 1rem 0; }
    .facts div { min-width: 0; }
    .facts dt { font-size: .85rem; color: var(--soft); }
    .facts dd { margin: 0; overflow-wrap: anywhere; }
    .body { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--sunk); border: 1px solid var(--line);
      border-radius: 8px; padding: .8rem 1rem; max-height: 32rem; overflow-y: auto; }
    .said { margin: 0 0 .9rem; }
    .said-head { margin: .1rem 0 .25rem; overflow-wrap: anywhere; }
    .said-reply .body { border-left: 4px solid var(--brand); }
    .said-note .body { border-style: dashed; }
    .said-automatic .body { color: var(--soft); }
    .history { list-style: none; margin: 0; padding: 0 0 0 1.1rem; border-left: 2px solid var(--line-strong); }
    .history > li { position: relative; padding-bottom: .9rem; overflow-wrap: anywhere; }
    .history > li::before { content: ""; position: absolute; left: calc(-1.1rem - 6px); top: .5rem; width: 10px;
      height: 10px; border-radius: 50%; background: var(--brand); border: 2px solid var(--sheet); }
    .history p { margin: .1rem 0; }
    .history details { font-size: .9rem; }
    .history ul { margin: .3rem 0; padding-left: 1.2rem; }
    .pages { list-style: none; margin: 0; padding: 0; }
    .pages li { border-top: 1px solid var(--line); padding: .45rem 0; overflow-wrap: anywhere; }
    .pages p { margin: .1rem 0; }
    .page-state { font-size: .8rem; font-weight: 650; border-radius: 4px; padding: .05rem .4rem;
      background: var(--warn-ground); color: var(--warn); }
    .page-state.page-sent { background: var(--good-ground); color: var(--good); }
    .page-state.page-failed { background: var(--bad-ground); color: var(--bad); }
    .page-state.page-over { background: var(--sunk); color: var(--soft); }
    """

  static let acknowledge = """
    .ack { background: var(--sheet); border: 1px solid var(--line); border-radius: 14px; box-shadow: var(--shadow);
      padding: 1.4rem 1.5rem 1.6rem; max-width: 34rem; margin: 0 auto; overflow-wrap: anywhere; }
    .ack > p:first-child { margin-top: 0; }
    .ack time { white-space: normal; }
    .ack-title { font-size: 1.4rem; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 5;
      line-clamp: 5; overflow: hidden; }
    .ack-for { font-size: 1.1rem; }
    .ack .facts { grid-template-columns: 1fr; }
    .ack button, .button-like { display: block; width: 100%; min-height: 4rem; margin: 1rem 0 .6rem; padding: .8rem 1rem;
      border: 0; border-radius: 12px; background: var(--brand); color: var(--brand-ink); font: inherit;
      font-size: 1.35rem; font-weight: 650; text-align: center; cursor: pointer; }
    .ack button:hover { filter: brightness(1.08); }
    .ack button:active { transform: translateY(1px); }
    .button-like { font-size: 1.05rem; min-height: 3rem; text-decoration: none; }
    .ack-means { color: var(--soft); font-size: .9rem; text-align: center; }
    .ack-done { border-top: 6px solid var(--good); }
    .ack-done h1::before { content: "✓ "; color: var(--good); }
    .ack-over, .ack-unknown { border-top: 6px solid var(--line-strong); }
    """

  static let paper = """
    @media (forced-colors: active) {
      .chip, .duty, .notice { border-color: CanvasText; }
    }
    @media print {
      :root { color-scheme: light; --ground: #fff; --sheet: #fff; --sunk: #fff; --ink: #000; --soft: #333;
        --line: #999; --line-strong: #555; --brand: #000; --brand-ink: #fff; --today: #eee; --good: #000; --warn: #000;
        --bad: #000; --warn-ground: #fff; --bad-ground: #fff; --good-ground: #fff; --shadow: none; }
      .bar { background: #fff; color: #000; }
      .jump, .skip, .subscribe-head, .subscribe, .foot, .duty details, form { display: none; }
      .team { border: 0; padding: 0; }
      .team + .team { break-before: page; }
      .duty, .tickets tr, .grid tr, .notice { break-inside: avoid; }
      .grid-scroll { overflow: visible; }
      .grid { min-width: 0; font-size: .75rem; }
      .grid thead th, .grid-hours, .chip-hours { white-space: normal; }
      .grid thead th:first-child, .grid thead th:nth-child(2) { width: auto; }
      .body { max-height: none; overflow: visible; }
      .grid thead th.today { background: #fff; color: #000; border: 2px solid #000; }
    }
    """
}
