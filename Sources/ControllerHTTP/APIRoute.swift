/// What the API serves.
enum APIRoute: Hashable {
    case page
    case health
    case ready
    case metrics
    case openAPI
    case status
    case plan
    case resources
    /// One resource, by kind and name as the path has them.
    case resource(String, String)
    case events
    case samples
    case history
    case reconcile

    /// Nil where nothing is served.
    init?(path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        switch parts {
        case [""]: self = .page
        case ["healthz"]: self = .health
        case ["readyz"]: self = .ready
        case ["metrics"]: self = .metrics
        case ["api", "v1", "openapi.json"]: self = .openAPI
        case ["api", "v1", "status"]: self = .status
        case ["api", "v1", "plan"]: self = .plan
        case ["api", "v1", "resources"]: self = .resources
        case ["api", "v1", "events"]: self = .events
        case ["api", "v1", "samples"]: self = .samples
        case ["api", "v1", "history"]: self = .history
        case ["api", "v1", "reconcile"]: self = .reconcile
        case let parts where parts.count == 5 && parts.prefix(3) == ["api", "v1", "resources"]:
            self = .resource(parts[3], parts[4])
        default: return nil
        }
    }

    /// The one method that it takes, beside HEAD for GET.
    var method: String { self == .reconcile ? "POST" : "GET" }

    /// Whether it is served without the token: it says nothing about the cluster.
    var isPublic: Bool {
        switch self {
        case .page, .health, .ready, .openAPI: true
        case .metrics, .status, .plan, .resources, .resource, .events, .samples, .history, .reconcile: false
        }
    }

    /// The names of its parameters in the query.
    var parameters: Set<String> {
        switch self {
        case .resources: ["kind"]
        case .events: ["after", "limit"]
        case .samples, .history: ["limit"]
        case .page, .health, .ready, .metrics, .openAPI, .status, .plan, .resource, .reconcile: []
        }
    }
}
