extension Templates {
  /// One question to a customer, answered with one tap; no script is needed.
  static let survey = """
    {{<layout}}
    {{$main}}
    <article class="ack survey">
    <p class="soft"><bdi>{{about}}</bdi></p>
    <h1 id="question">How easy was it to get help?</h1>
    {{#problem}}
    <p class="survey-problem" role="alert">{{problem}}</p>
    {{/problem}}
    <form method="post" action="/survey/{{token}}">
    <fieldset aria-labelledby="question asker">
    <legend class="soft" id="asker">From <bdi>{{teamName}}</bdi></legend>
    <div class="scale">
    {{#choices}}
    <label><input type="radio" name="score" value="{{value}}" aria-label="{{meaning}}" required="required"><span>{{value}}</span></label>
    {{/choices}}
    </div>
    <p class="scale-ends soft" aria-hidden="true"><span>very hard</span><span>very easy</span></p>
    </fieldset>
    <label class="survey-words">What would have made it easier? <span class="soft">If you like</span>
    <textarea name="comment" rows="4" maxlength="{{limit}}">{{comment}}</textarea></label>
    <button type="submit">Send</button>
    </form>
    </article>
    {{/main}}
    {{/layout}}
    """
}
