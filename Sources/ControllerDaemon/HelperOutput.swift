/// What CTDB's mutex helper has written up to now (ctdb's cluster_mutex_helper.txt): `0` once it holds the lock, `1` where
/// another does, `2` after a time-out, `3` on an error. Anything after a `0` means that the lock is lost, or about to be.
struct HelperOutput: Sendable, Hashable {
    enum State: Sendable, Hashable {
        case waiting
        case held
        case contended
        /// Why the lock is not held, or no more.
        case over(String)
    }

    private var bytes: [UInt8] = []
    private(set) var state = State.waiting

    var isOver: Bool {
        switch state {
        case .waiting, .held: false
        case .contended, .over: true
        }
    }

    mutating func add(_ more: [UInt8]) {
        bytes += more.prefix(1000)
        let text = String(decoding: bytes, as: UTF8.self)
        switch text.first {
        case nil: state = .waiting
        case "0" where bytes.count == 1: state = .held
        case "0": state = .over("the helper lost the lock: \(Self.line(text.dropFirst()))")
        case "1" where bytes.count == 1: state = .contended
        case "2" where bytes.count == 1: state = .over("the lock was not had in time")
        default: state = .over("the helper says: \(Self.line(text[...]))")
        }
    }

    /// The helper has ended.
    func ended(_ words: String) -> Self {
        guard !isOver else { return self }
        var copy = self
        let what = state == .held ? "the helper that held the lock has ended" : "the helper ended without an answer"
        copy.state = .over(words.isEmpty ? what : "\(what): \(words)")
        return copy
    }

    private static func line(_ text: Substring) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: "; ")
    }
}
