extension Templates {
  /// The open tickets of a team, the most urgent due first.
  static let tickets = """
    <h3>Open tickets{{#ticketCount}} <span class="soft">{{ticketCount}}</span>{{/ticketCount}}</h3>
    {{#hasTickets}}
    <table class="tickets">
    <thead><tr><th scope="col">Due</th><th scope="col">Ticket</th><th scope="col">Owner</th>\
    <th scope="col">Next action</th></tr></thead>
    <tbody>
    {{#tickets}}
    <tr class="{{ticketStyle}}">
    <td class="t-due">{{#due}}{{#overdue}}<span class="late">Overdue</span> {{/overdue}}\
    {{>time}} <span class="soft t-hint">{{dueHint}}</span>{{/due}}{{^due}}<span class="soft">no due time</span>{{/due}}</td>
    <th scope="row" class="t-title"><a href="/tickets/{{ticketID}}"><bdi>{{ticketTitle}}</bdi></a>\
    <span class="soft t-facts">{{ticketID}} · <bdi>{{priority}}</bdi> · {{ticketState}}</span></th>
    <td class="t-owner" data-label="Owner">{{#ownerName}}<bdi>{{ownerName}}</bdi>{{/ownerName}}\
    {{^ownerName}}<span class="late-soft">Nobody yet</span>{{/ownerName}}</td>
    <td class="t-action" data-label="Next action">{{#action}}{{>sentence}}{{/action}}</td>
    </tr>
    {{/tickets}}
    </tbody>
    </table>
    {{#moreTickets}}
    <p class="soft">And {{moreTickets}} more: <code>watchbill ticket list --team {{teamID}}</code></p>
    {{/moreTickets}}
    {{/hasTickets}}
    {{^hasTickets}}
    <p class="empty">No open tickets. New ones come through the sources of <code>watchbill.yaml</code>, or by hand: \
    <code>watchbill ticket open {{teamID}} "What is wrong"</code></p>
    {{/hasTickets}}
    """

  /// `/tickets/ID`: one ticket with everything that happened to it and why.
  static let ticket = """
    {{<layout}}
    {{$bar}}
    {{#hasJumps}}
    <nav class="jump" aria-label="Parts of this page">
    {{#jumps}}
    <a href="#{{jumpAnchor}}">{{jumpName}}</a>
    {{/jumps}}
    </nav>
    {{/hasJumps}}
    {{/bar}}
    {{$main}}
    <p class="crumb"><a href="/">← Everything open</a></p>
    <article class="ticket">
    <header>
    <p class="soft">{{ticketID}} · {{ticketState}}</p>
    <h1><bdi>{{ticketTitle}}</bdi></h1>
    </header>
    <div class="next-action{{#overdue}} next-late{{/overdue}}">
    <h2>{{#isOpen}}Next action{{/isOpen}}{{#goesOnAs}}Merged{{/goesOnAs}}{{#isDone}}Done{{/isDone}}</h2>
    <p class="big">{{#isOpen}}{{#action}}{{>sentence}}{{/action}}{{/isOpen}}\
    {{#goesOnAs}}It goes on as <a href="/tickets/{{goesOnAs}}">{{goesOnAs}}</a>.{{/goesOnAs}}\
    {{#isDone}}Nothing is left to do.{{/isDone}}</p>
    {{#due}}
    <p>{{#overdue}}<span class="late">Overdue</span> {{/overdue}}\
    {{#dueClock}}{{dueClock}} {{/dueClock}}due {{>time}}, {{dueHint}}</p>
    {{/due}}
    {{#timer}}
    <p class="soft">{{timerWords}} {{#timerAt}}{{>time}} ({{hint}}){{/timerAt}}</p>
    {{/timer}}
    </div>
    <dl class="facts">
    {{#facts}}
    <div><dt>{{factName}}</dt><dd>{{#factTime}}{{>time}} <span class="soft">({{hint}})</span>{{/factTime}}\
    {{#factText}}<bdi>{{factText}}</bdi>{{/factText}}\
    {{#factLink}}<a href="{{factLink}}" rel="noopener noreferrer nofollow"><bdi>{{factLink}}</bdi></a>{{/factLink}}\
    </dd></div>
    {{/facts}}
    </dl>
    {{#isPrivate}}
    <p class="empty">It is private, so this page does not say what it is about. Whoever may see it reads it with \
    <code>watchbill ticket show {{ticketID}}</code>.</p>
    {{/isPrivate}}
    {{^isPrivate}}
    <h2 id="said">What was said</h2>
    {{#said}}
    <section class="said said-{{saidKind}}">
    <p class="said-head">{{#saidBy}}<strong><bdi>{{saidBy}}</bdi></strong> {{/saidBy}}<span class="soft">{{saidKind}}\
    {{#isEdited}}, edited{{/isEdited}} · {{#saidAt}}{{>time}}{{/saidAt}}\
    {{#saidWritten}}, written {{>time}}{{/saidWritten}}</span>\
    {{#notSent}} <span class="late-soft">not sent: <bdi>{{notSent}}</bdi></span>{{/notSent}}</p>
    {{#isDeleted}}<p class="soft">This message was deleted.</p>{{/isDeleted}}\
    {{^isDeleted}}<div class="body" dir="auto">{{saidText}}</div>{{/isDeleted}}
    </section>
    {{/said}}
    {{^hasSaid}}
    {{#bodyText}}
    <div class="body" dir="auto">{{bodyText}}</div>
    {{/bodyText}}
    {{^bodyText}}
    <p class="soft">It came without a text.</p>
    {{/bodyText}}
    {{/hasSaid}}
    {{>files}}
    {{>letters}}
    {{>links}}
    {{>history}}
    {{/isPrivate}}
    </article>
    {{/main}}
    {{$foot}}
    <footer class="wrap foot"><p>Times in {{zoneName}}{{#zoneOffset}} ({{zoneOffset}}){{/zoneOffset}}.</p></footer>
    {{/foot}}
    {{/layout}}
    """

  static let history = """
    <h2 id="history">Why it is where it is</h2>
    <ol class="history">
    {{#history}}
    <li>
    <p class="history-head"><strong>{{did}}</strong> \
    <span class="soft">{{#historyAt}}{{>time}}{{/historyAt}} · <bdi>{{doneBy}}</bdi></span></p>
    <p>{{#reason}}{{>sentence}}{{/reason}}</p>
    {{#hasCandidates}}
    <details><summary>Who was looked at</summary><ul>
    {{#levels}}
    <li>level {{levelNumber}}, <bdi>{{levelOf}}</bdi>{{#levelWhy}}: {{>sentence}}{{/levelWhy}}
    {{#hasLooked}}
    <ul>
    {{#looked}}
    <li>{{>sentence}}</li>
    {{/looked}}
    </ul>
    {{/hasLooked}}
    </li>
    {{/levels}}
    {{#candidates}}
    <li>{{>sentence}}</li>
    {{/candidates}}
    </ul></details>
    {{/hasCandidates}}
    </li>
    {{/history}}
    </ol>
    {{^history}}
    <p class="soft">Nothing has happened to it yet.</p>
    {{/history}}
    <h2 id="pages">Pages</h2>
    {{#hasPages}}
    <ul class="pages">
    {{#pages}}
    <li><p><strong><bdi>{{pageTo}}</bdi></strong> by <bdi>{{pageChannel}}</bdi> \
    <span class="page-state page-{{pageMood}}">{{pageState}}</span> <span class="soft">{{pageTries}}</span></p>
    <p class="soft">{{#pageWhy}}{{>sentence}}{{/pageWhy}}</p></li>
    {{/pages}}
    </ul>
    {{/hasPages}}
    {{^hasPages}}
    <p class="soft">Nobody has been paged about it.</p>
    {{/hasPages}}
    """
}
