/// Every route, one line a file.
package enum AllRoutes {
  package static let all: [Route] =
    AcknowledgeRoutes.routes
    + AssignRoutes.routes
    + FeedRoutes.routes
    + HealthRoutes.routes
    + IntakeRoutes.routes
    + MetricsRoutes.routes
    + OperatorRoutes.routes
    + OverviewRoutes.routes
    + RingRoutes.routes
    + SurveyRoutes.routes
    + TicketActRoutes.routes
    + TicketRoutes.routes
    + WhoRoutes.routes
}
