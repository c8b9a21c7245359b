extension Templates {
  /// `/`: everything at a glance, team by team.
  static let overview = """
    {{<layout}}
    {{$bar}}
    {{#manyTeams}}
    <nav class="jump" aria-label="Teams">
    {{#teams}}
    <a href="#{{anchor}}"><bdi>{{teamName}}</bdi></a>
    {{/teams}}
    </nav>
    {{/manyTeams}}
    {{/bar}}
    {{$main}}
    <div class="opening">
    <div>
    <h1>Who is on</h1>
    <p class="soft">{{asOf.date}}, <time datetime="{{asOf.stamp}}">{{asOf.time}}</time> {{asOf.zone}}. \
    <a href="/">Look again</a></p>
    </div>
    {{#hasTeams}}
    <ul class="tally" aria-label="At a glance">
    {{#tally}}
    <li class="tally-{{mood}}"><strong>{{count}}</strong> {{noun}}</li>
    {{/tally}}
    </ul>
    {{/hasTeams}}
    </div>
    {{#teams}}
    {{>team}}
    {{/teams}}
    {{^hasTeams}}
    <section class="empty" aria-labelledby="begin">
    <h2 id="begin">Nothing is applied yet</h2>
    <p>Watchbill shows the teams of the schedule files that are in force. To begin:</p>
    <ol>
    <li>Write a team file, or start from a sample: <code>watchbill init</code></li>
    <li>See whether it reads well: <code>watchbill check schedules</code></li>
    <li>Put it in force: <code>watchbill apply schedules</code></li>
    </ol>
    <p>Then look again.</p>
    </section>
    {{/hasTeams}}
    {{/main}}
    {{$foot}}
    <footer class="wrap foot"><p>Watchbill. Rotas change through the command line and in review; \
    this view only reads.{{#dataOption}} Commands need <code>{{dataOption}}</code> here.{{/dataOption}}</p></footer>
    {{/foot}}
    {{/layout}}
    """

  static let team = """
    <section class="team" id="{{anchor}}" aria-labelledby="{{anchor}}-name">
    <div class="team-head">
    <h2 id="{{anchor}}-name"><bdi>{{teamName}}</bdi></h2>
    <p class="soft">Times in {{zoneName}}{{#zoneOffset}} ({{zoneOffset}}){{/zoneOffset}}; \
    it is <time datetime="{{localNow.stamp}}">{{localNow.label}}</time></p>
    </div>
    {{>duties}}
    {{>offers}}
    {{>rota}}
    {{>tickets}}
    {{>subscribe}}
    </section>
    """

  static let duties = """
    <h3>On now</h3>
    <ul class="duties">
    {{#duties}}
    <li class="duty{{#nobody}} duty-off{{/nobody}}">
    <h4><bdi>{{dutyTitle}}</bdi></h4>
    {{#holders}}
    <p class="who"><bdi>{{holderName}}</bdi></p>
    {{#standIn}}
    <p class="stand-in">standing in from <bdi>{{standIn}}</bdi></p>
    {{/standIn}}
    {{/holders}}
    {{#nobody}}
    <p class="who who-none">Nobody</p>
    {{/nobody}}
    {{#until}}
    <p>until {{>time}} <span class="soft hint">({{hint}})</span></p>
    {{/until}}
    {{#staying}}
    <p>{{#stayingPeople}}<bdi>{{listedName}}</bdi>{{listedJoin}}{{/stayingPeople}} {{stayingVerb}}\
    {{#stayingUntil}} until {{>time}} <span class="soft hint">({{hint}})</span>{{/stayingUntil}}</p>
    {{/staying}}
    {{#following}}
    <p class="following"><span class="tag">Next</span> \
    {{#followingPeople}}<bdi>{{listedName}}</bdi>{{listedJoin}}{{/followingPeople}} \
    <span class="following-at">from {{#followingAt}}{{>time}} <span class="hint">({{hint}})</span>{{/followingAt}}</span></p>
    {{/following}}
    {{^following}}
    {{^staying}}
    <p class="following soft">Nobody is planned next.</p>
    {{/staying}}
    {{/following}}
    <details><summary aria-label="{{whyName}}">Why</summary><p>{{#reason}}{{>sentence}}{{/reason}}</p></details>
    </li>
    {{/duties}}
    </ul>
    {{^duties}}
    <p class="empty">This team has no duties. Add one under <code>duties:</code> in its file, then \
    <code>watchbill apply schedules</code>.</p>
    {{/duties}}
    """

  static let subscribe = """
    <h3 class="subscribe-head">Subscribe</h3>
    <div class="subscribe">
    {{#hasLinks}}
    <p>The team’s rota in your calendar:</p>
    <ul class="links">
    {{#links}}
    <li><bdi>{{linkTitle}}</bdi>: <a href="{{linkOpen}}">open in a calendar</a> or copy <a class="address" \
    href="{{linkURL}}">this address</a></li>
    {{/links}}
    </ul>
    {{/hasLinks}}
    <p>Your shifts in your own calendar. The link is yours alone: whoever has it can read your shifts, so it is made \
    for you and never shown here. Ask for it, or make it:</p>
    <dl class="commands">
    <div><dt>Your shifts</dt><dd><code>watchbill feed add --member <var>ID</var>{{#dataOption}} {{dataOption}}{{/dataOption}}</code></dd></div>
    <div><dt>Everyone in <bdi>{{teamName}}</bdi></dt><dd><code>watchbill feed add --team {{teamID}}{{#dataOption}} {{dataOption}}{{/dataOption}}\
    </code></dd></div>
    </dl>
    {{#hasMembers}}
    <p class="soft">ID is one of: {{#members}}<code class="id">{{memberID}}</code> \
    <bdi>{{memberName}}</bdi>{{memberComma}} {{/members}}</p>
    {{/hasMembers}}
    <p class="soft">Add the link to your calendar as a subscription (“from URL”), not as a file: then it follows \
    every change.</p>
    </div>
    """
}
