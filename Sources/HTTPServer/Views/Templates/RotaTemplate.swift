extension Templates {
  /// The week twice: a grid where there is room, a list per day where there is none. Style shows one of them.
  static let rota = """
    {{#rota}}
    <h3>{{weekTitle}}’s rota <span class="soft">{{weekName}}</span></h3>
    {{>week}}
    {{/rota}}
    {{#nextRota}}
    <details class="next-week"{{#isNear}} open=""{{/isNear}}>
    <summary>{{weekTitle}}’s rota <span class="soft">{{weekName}}</span></summary>
    {{>week}}
    </details>
    {{/nextRota}}
    """

  /// A name in the rota, and where leave stands against it who answers instead.
  static let chip = """
    <span class="chip tone-{{tone}}"><bdi>{{chipName}}</bdi>\
    {{#chipHours}} <span class="chip-hours">{{chipHours}}</span>{{/chipHours}}\
    {{#conflict}} <span class="clash">on leave</span>{{/conflict}}\
    {{#chipOpen}} <span class="chip-open">nobody stands in</span>{{/chipOpen}}</span>\
    {{#standIns}} <span class="chip tone-{{standInTone}}"><bdi>{{standInName}}</bdi> \
    <span class="chip-stand">standing in from <bdi>{{standInDuty}}</bdi></span></span>{{/standIns}}
    """

  static let week = """
    {{#unpublished}}
    <div class="notice">
    <p><strong>{{unpublishedCount}} not published yet.</strong> Nobody is on then until somebody drafts the week, \
    looks at it and publishes it:</p>
    <p><code>watchbill rota draft {{rotaTeam}} {{week}}</code><br>\
    <code>watchbill rota publish {{rotaTeam}} {{week}}</code></p>
    <details><summary>Which ones</summary><ul>
    {{#unpublishedList}}
    <li><bdi>{{.}}</bdi></li>
    {{/unpublishedList}}
    </ul></details>
    </div>
    {{/unpublished}}
    {{#hasRows}}
    <div class="grid-scroll" tabindex="0" role="region" aria-label="{{weekTitle}} as a grid">
    <table class="grid">
    <thead>
    <tr><th scope="col">Duty</th><th scope="col">Hours</th>
    {{#days}}
    <th scope="col" class="{{dayStyle}}"><time datetime="{{isoDate}}">{{dayName}}</time>\
    {{#isToday}}<span class="today-tag">Today</span>{{/isToday}}</th>
    {{/days}}
    </tr>
    </thead>
    {{#groups}}
    <tbody>
    {{#lines}}
    <tr>{{#heading}}<th scope="rowgroup" rowspan="{{headingSpan}}" class="grid-duty">\
    <bdi>{{headingTitle}}</bdi></th>{{/heading}}<th scope="row" class="grid-hours">{{hours}}</th>
    {{#cells}}
    <td class="{{cellStyle}}">{{#chips}}{{>chip}}{{/chips}}\
    {{^chips}}<span class="nothing">–</span>{{/chips}}</td>
    {{/cells}}
    </tr>
    {{/lines}}
    </tbody>
    {{/groups}}
    </table>
    </div>
    <ol class="week-list">
    {{#days}}
    <li class="week-day {{dayStyle}}">
    <h4><time datetime="{{isoDate}}">{{dayName}}</time>{{#isToday}}<span class="today-tag">Today</span>{{/isToday}}</h4>
    <ul>
    {{#entries}}
    <li><span class="entry-what"><bdi>{{entryDuty}}</bdi> <span class="soft">{{entryHours}}</span></span>\
    <span class="entry-who">{{#entryChips}}{{>chip}}{{/entryChips}}</span></li>
    {{/entries}}
    </ul>
    {{^entries}}
    <p class="soft">Nobody is on.</p>
    {{/entries}}
    </li>
    {{/days}}
    </ol>
    {{/hasRows}}
    {{#hasConflicts}}
    <p class="notice"><strong>{{conflictCount}}.</strong> Somebody on the rota is on leave then. <code>watchbill cover \
    who {{rotaTeam}}/DUTY@DATE</code> says who could take over, <code>watchbill cover ask</code> asks them.</p>
    {{/hasConflicts}}
    {{#hasGaps}}
    <div class="notice notice-bad">
    <p><strong>{{gapCount}}.</strong> Required time that nobody fills:</p>
    <ul>
    {{#gapList}}
    <li><bdi>{{.}}</bdi></li>
    {{/gapList}}
    </ul>
    </div>
    {{/hasGaps}}
    {{#isWhole}}
    <p class="fine">No gaps: every required hour of {{weekSpan}} is filled.</p>
    {{/isWhole}}
    {{#isBlank}}
    <p class="empty">Nobody is on {{weekWords}}. Draft it with <code>watchbill rota draft {{rotaTeam}} {{week}}</code>, \
    look at it, then <code>watchbill rota publish {{rotaTeam}} {{week}}</code>.</p>
    {{/isBlank}}
    """
}
