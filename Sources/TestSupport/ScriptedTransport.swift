package import ClusterModel
internal import Synchronization
internal import Testing
package import World

/// Answers the operations of each host from a script, in its order. An operation that is not the next one of the script
/// is recorded as a test failure and answered with `notRun`.
package final class ScriptedTransport: CommandTransport {
    /// One expected operation and its outcome.
    package enum Line: Sendable {
        /// Any queries; the closure gives each its outcome.
        case observe(@Sendable (Query) -> Outcome)
        case perform(Change, Outcome)
        case take(Outcome)
    }

    private let scripts: Mutex<[Place: [Line]]>
    private let heard = Mutex<[String]>([])

    package init(_ scripts: [HostName: [Line]]) {
        self.scripts = Mutex(Dictionary(uniqueKeysWithValues: scripts.map { (Place.host($0.key), $0.value) }))
    }

    /// The received changes and terms as text, in order.
    package var record: [String] { heard.withLock { $0 } }

    /// Whether every line was used.
    package var isFinished: Bool { scripts.withLock { $0.values.allSatisfy(\.isEmpty) } }

    package func observe(_ queries: [Query], at place: Place) async -> [Outcome] {
        guard case .observe(let answer)? = next(place) else {
            return queries.map { _ in surprise("\(queries)", place) }
        }
        return queries.map(answer)
    }

    package func perform(_ change: Change, at place: Place, term: Term) async -> Outcome {
        heard.withLock { $0.append("\(place) \(change) in term \(term)") }
        guard case .perform(change, let outcome)? = next(place) else { return surprise("\(change)", place) }
        return outcome
    }

    package func take(_ term: Term, at place: Place) async -> Outcome {
        heard.withLock { $0.append("\(place) takes term \(term)") }
        guard case .take(let outcome)? = next(place) else { return surprise("term \(term)", place) }
        return outcome
    }

    private func next(_ place: Place) -> Line? {
        scripts.withLock { scripts in
            guard scripts[place]?.isEmpty == false else { return nil }
            return scripts[place]?.removeFirst()
        }
    }

    private func surprise(_ what: String, _ place: Place) -> Outcome {
        Issue.record("not in the script of \(place): \(what)")
        return .notRun(.unreachable("not in the script"))
    }
}
