internal import ClusterModel
internal import Foundation

/// The parameters of a request. What is not known is refused, so that a misspelt one is not ignored.
struct APIQuery {
    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    private(set) var kind: ResourceKind?
    private(set) var after: Int64?
    private(set) var limit = HTTPLimits.standardRows

    init(_ query: String, of route: APIRoute) throws(Problem) {
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let name = parts[0].removingPercentEncoding, route.parameters.contains(name) else {
                let known = route.parameters.sorted().joined(separator: ", ")
                throw Problem(
                    description: "there is no such parameter; this path takes \(known.isEmpty ? "none" : known)")
            }
            try set(name, parts.count == 2 ? parts[1].removingPercentEncoding ?? "" : "")
        }
    }

    private mutating func set(_ name: String, _ value: String) throws(Problem) {
        switch name {
        case "kind":
            guard let kind = ResourceKind(rawValue: value) else {
                let kinds = ResourceKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw Problem(description: "kind is one of \(kinds)")
            }
            self.kind = kind
        case "after":
            guard let number = Int64(value), number >= 0 else {
                throw Problem(description: "after is the number of an event, 0 or more")
            }
            after = number
        default:
            guard let number = Int(value), HTTPLimits.rows.contains(number) else {
                throw Problem(
                    description: "limit is \(HTTPLimits.rows.lowerBound) to \(HTTPLimits.rows.upperBound)")
            }
            limit = number
        }
    }
}
