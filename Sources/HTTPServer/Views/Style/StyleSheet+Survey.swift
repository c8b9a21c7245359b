extension StyleSheet {
  static let survey = """
    .survey fieldset { border: 0; margin: 1rem 0; padding: 0; min-width: 0; }
    .survey legend { padding: 0; margin-bottom: .5rem; }
    .scale { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); gap: .35rem; }
    .scale label { position: relative; display: block; }
    .scale input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
    .scale span { display: grid; place-items: center; min-height: 3rem; border: 1px solid var(--control);
      border-radius: 10px; font-size: 1.15rem; font-weight: 650; font-variant-numeric: tabular-nums; }
    .scale input:hover + span { border-color: var(--brand); }
    .scale input:checked + span { background: var(--brand); border-color: var(--brand); color: var(--brand-ink); }
    .scale input:focus-visible + span { outline: 3px solid var(--brand); outline-offset: 2px; }
    .scale-ends { display: flex; justify-content: space-between; margin: .35rem 0 0; }
    .survey-words { display: block; margin-top: 1rem; }
    .survey textarea { display: block; width: 100%; margin-top: .35rem; padding: .6rem .7rem; font: inherit;
      color: var(--ink); background: var(--ground); border: 1px solid var(--control); border-radius: 10px;
      resize: vertical; }
    .survey textarea:focus-visible { outline: 3px solid var(--brand); outline-offset: 1px; }
    .survey-problem { background: var(--bad-ground); color: var(--bad); border-radius: 8px; padding: .6rem .8rem; }
    """
}
