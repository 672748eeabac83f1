internal import ClusterModel

extension PlanCause {
    var sentence: String {
        switch self {
        case .asDeclared: "as declared and healthy"
        case .part(let resource): "\(resource) is not as it should be"
        case .differs(let differences): Self.differences(differences)
        case .held(let waiting): waiting.sentence
        case .unknown(let why): why.sentence
        }
    }

    var reason: String {
        switch self {
        case .asDeclared: "AsDeclared"
        case .part: "Part"
        case .differs: "FieldsDiffer"
        case .held(let waiting): waiting.reason
        case .unknown(let why): why.reason
        }
    }

    var remedy: String {
        switch self {
        case .asDeclared, .part: "see its parts"
        case .differs: "hcctl diff shows what is done about it"
        case .held(let waiting): waiting.resolution.words
        case .unknown: "repair what keeps the host from answering the query, then ask again"
        }
    }

    /// So many fields are named; more are counted.
    private static let named = 3

    private static func differences(_ differences: [Difference]) -> String {
        let shown = differences.prefix(named).map { DifferenceText.line($0) }.joined(separator: "; ")
        let rest = differences.count - named
        return "it differs from its manifest: \(shown)" + (rest > 0 ? " and \(rest) more" : "")
    }
}
