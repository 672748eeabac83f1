/// What an action changes and a fact is read from: a host, or the oVirt engine through its API.
///
/// Fence and term belong to hosts only. A request to the engine is sent under the terms that this hcctl holds on hosts.
package enum Target: Sendable, Hashable, Codable {
    case host(HostName)
    case engine(EngineClusterName)

    /// The host; nil of the engine.
    package var host: HostName? { if case .host(let name) = self { name } else { nil } }
}

extension Target: Comparable {
    /// Hosts by name, then engines by name.
    package static func < (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.host(let left), .host(let right)): left < right
        case (.engine(let left), .engine(let right)): left < right
        case (.host, .engine): true
        case (.engine, .host): false
        }
    }
}

extension Target: CustomStringConvertible {
    /// The name of the host, or `engine NAME`.
    package var description: String {
        switch self {
        case .host(let name): name.text
        case .engine(let name): "engine \(name)"
        }
    }
}
