import Synchronization

/// What a script prints, in order.
final class Transcript: Sendable {
    private let held = Mutex<[String]>([])

    var text: String { held.withLock { $0 }.map { $0 + "\n" }.joined() }

    func add(_ lines: [String]) { held.withLock { $0 += lines } }
    func add(_ line: String) { add([line]) }
}
